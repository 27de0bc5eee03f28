"""Names of people: told by surnames and titles from the names of offices and from other words."""

import re
from collections.abc import Iterator

from kouan.mask.numbers import Span

HAN = "㐀-鿿"
NAME_RUN = re.compile(rf"[{HAN}]+(?:[·•.][{HAN}]+)*")

_TITLE = re.compile(
    r"(?:[一二三四](?=级))?(?:级)?(?:同志|先生|女士|小姐|老师|教授|博士|"
    r"副?(?:处|科|局|厅|部|司|署|县|市|区|镇|乡|组|队|所|院|站|股|会|校|行)长|"
    r"副?(?:主任|书记|经理|调研员|巡视员|主席|主管|秘书长)|秘书|干事|科员|助理|工程师|专员|总监|负责人){1,9}$"
)
OFFICE = re.compile(
    r"(?:[处室厅局办部股署所委]|中心|公司|集团|小组|单位|机构|部门|政府|海关|协会|学会|商会|银行|平台|专班|"
    r"[㐀-鿿]{3}[科司会院站队组关])$"
)
_OFFICE_BEFORE = re.compile(r"^.{0,400}(?:[处科室厅局办部股署所委]|中心|公司|集团|小组|协会|专班)(?=[㐀-鿿·]{2,6}$)")
_NO_NAME = re.compile(
    r"(?:无|略|待定|见附|详见|同上|另行|各|有关|相关|本|联系|联络|电话|手机|座机|传真|邮箱|邮编|地址|职务|单位|部门|电子|办公|备注|序号|"
    r"微信|姓名|签字|签名|盖章|固定|性别|年龄|职称|身份|填报|制度|名单|信息|会议)"
)
_BETWEEN_NAMES = re.compile(r"(?: ?[(][^()\n]{0,12}[)])? {0,4}[、,/和及 ]? {0,4}")
_SECOND_HALF = re.compile(rf" {{1,3}}[{HAN}](?![{HAN}])")
_DUTY = re.compile(r"(?:具体)?(?:负责|对接|联系|咨询)(?!人)[㐀-鿿]{0,6}$")
_BEFORE_NAME = re.compile(r"(?:联系人?|咨询|致电|联络员?|[找由与向同是为及和省市县区州盟旗镇乡村])$")
_LONGEST_NAME = 6
_LENGTHS = (4, 3, 2)


def names_after(plain: str, start: int, end: int, surnames: frozenset[str]) -> Iterator[Span]:
    """Yield the names after a label: one, or several joined by 、 , / 和 or spaces, up to the first other word.

    The office before a name may have a word to itself: 联系人：省商务厅口岸处 张某. Behind the first name only a
    surname makes another one.
    """
    place, is_first = start, True
    while run := NAME_RUN.match(plain, place, end):
        found = _spaced_name(plain, run, end, surnames) or _name_in(run, surnames)
        if found is not None and not is_first and not is_called(run.group(), surnames):
            return
        if found is None and not (place == start and OFFICE.search(run.group())):
            return
        if found is not None:
            yield found
            is_first = False
        stop = max(run.end(), found[1]) if found else run.end()
        gap = _BETWEEN_NAMES.match(plain, stop, end)
        place = gap.end() if gap else stop
        if place == stop:
            return


def _spaced_name(plain: str, run: re.Match[str], end: int, surnames: frozenset[str]) -> Span | None:
    """Return a name of two characters set apart to fill the width of three: 张  三."""
    behind = _SECOND_HALF.match(plain, run.end(), end)
    return (run.start(), behind.end()) if behind and len(run.group()) == 1 and run.group() in surnames else None


def _name_in(run: re.Match[str], surnames: frozenset[str]) -> Span | None:
    """Return the name in a run of Chinese characters without its title and the office before it; None for an office."""
    core, has_title = without_title(run.group())
    if _NO_NAME.match(core) or _is_office(core):
        return None
    office = None if is_name(core, surnames) else _OFFICE_BEFORE.match(core)
    start = office.end() if office else 0
    name = core[start:]
    is_too_long = len(name) > _LONGEST_NAME and not re.search(r"[·•]", name)
    is_surname = has_title and name in surnames
    if is_too_long or (len(name) == 1 and not is_surname):
        return None
    return run.start() + start, run.start() + len(core)


def _is_office(words: str) -> bool:
    """Tell whether words name an office; 李处 is short for 李处长."""
    return len(words) > len("李处") and OFFICE.search(words) is not None


def without_title(words: str) -> tuple[str, bool]:
    """Return a name without the title behind it, and whether there was one: 王 of 王处长."""
    title = _TITLE.search(words)
    return (words[: title.start()], True) if title and title.start() else (words, False)


def is_name(words: str, surnames: frozenset[str]) -> bool:
    """Tell whether words are a whole Chinese name: a surname of one character or two, and one or two more."""
    return any(words[:length] in surnames and 1 <= len(words) - length <= 2 for length in (1, 2))  # noqa: PLR2004


def is_called(words: str, surnames: frozenset[str]) -> bool:
    """Tell whether words are a name by themselves, whole or a surname with a title: 张某, 张处长."""
    core, has_title = without_title(words)
    return (
        not _NO_NAME.match(core)
        and not _is_office(core)
        and (is_name(core, surnames) or (has_title and core in surnames))
    )


def name_at_end(words: str, surnames: frozenset[str]) -> Span | None:
    """Return where the name is that words about a person end with: 李某某 of 省商务厅李某某, 王 of 口岸处王处长.

    Before the name may stand an office, a title, a place, or who asks to turn to it; behind it a title or a duty.
    """
    duty = _DUTY.search(words)
    core, has_title = without_title(words[: duty.start()] if duty and duty.start() else words)
    if is_called(core, surnames) or (has_title and core in surnames):
        return 0, len(core)
    for length in _LENGTHS:
        rest, name = core[:-length], core[-length:]
        if rest and _leads_to_name(rest) and is_called(name, surnames):
            return len(rest), len(core)
    is_surname = has_title and core[-1:] in surnames and _leads_to_name(core[:-1])
    return (len(core) - 1, len(core)) if is_surname else None


def _leads_to_name(rest: str) -> bool:
    return bool(OFFICE.search(rest) or _BEFORE_NAME.search(rest) or without_title(f"某{rest}")[1])
