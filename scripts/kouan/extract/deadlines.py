"""Times as documents print them, and which of them are deadlines (到2025年, 年底前, “十四五”时期, 2021年6月底前)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

_FIVE_YEAR_PLANS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_YEAR = r"(?:(?<!\d)20\d{2}(?!\d)|二[〇零○][〇零○一二三四五六七八九]{2})"
_LEADS = (
    "截止到|截至到|力争到|争取到|确保到|截至|截止|同比|相比|力争|争取|确保|预计|计划|将于|到|至|于|在|较|比|自|从|与|以"
)
_WISHES = re.compile(r"力争|争取|确保|预计|计划")
_EDGES = "年底之前|年底以前|年底前|年底|年末|底之前|底以前|底前|之前|以前|上半年|下半年|[一二三四]季度|底|末|前|初|度"
_STAGES = "规划期末|规划期内|规划期间|时期|期间|期末|末|以来"
_COUNT = r"(?:[一二两三四五六七八九十]|\d(?:[—–-]\d)?)(?:至[一二三四五六七八九十\d])?"
_FIRST = r"\d“\"一七三上下与两九争二于五今从以八六再利到力十去同四在将年当截明未本比用相确经自至计较近通长预"
"""With what a time begins; looked at before anything else, since most characters begin none."""
_PATTERN = re.compile(
    rf"(?=[{_FIRST}])(?P<lead>{_LEADS})?(?:"
    rf"(?P<from>{_YEAR})年?(?:——|[—–~～至到-])(?P<to>{_YEAR})年?(?:期间)?"
    rf"|(?P<year>{_YEAR})年(?:(?P<month>\d{{1,2}})月(?:份|(?P<day>\d{{1,2}})日)?)?(?P<edge>(?:{_EDGES})(?!步))?"
    rf"|(?P<listed>{_YEAR})(?=[、和及](?:{_YEAR}[、和及])*{_YEAR}年)"
    rf"|[“\"]?(?P<plan>十[二三四五六]五)[”\"]?(?P<stage>{_STAGES})"
    r"|(?P<current>(?:今年|本年度?)(?:年底|底|末|内)?(?:之?前)?|当年(?:年底|底|末|内)(?:之?前)?|(?<![\d一二两三四五六七八九十])年(?:底|末|内)(?:之?前)?)"
    r"|(?P<recent>[一两二三四五六七八九十\d]{1,2}年来|近(?:年|[一两二三四五六七八九十\d]{1,2}年)来?|近几年来?|去年|上一?年(?:度|末|底)?|长期以来)"
    r"|(?P<next>明年(?:年底|底|末)?(?:之?前)?)"
    r"|(?<![每前个])(?P<part>[一二三四]季度|[上下]半年)(?P<part_edge>末之?前|底之?前|末|底|前)?"
    r"|(?<!\d)(?P<bare_month>\d{1,2})月(?P<bare_edge>底之?前|末之?前|底|末|中旬|上旬|份|\d{1,2}日之?前|前)"
    rf"|(?P<duration>(?:经过|通过|利用|再用|用|未来)?{_COUNT}年(?:左右)?(?:的?(?:时间|努力|改革探索|奋斗)|内))"
    r"|(?P<torn>(?<![^。；，,;：:\n])20[2-9]\d(?=[一-龥])(?!年|版))"
    r")"
)
_COMPARING = frozenset({"较", "比", "同比", "相比", "与", "以"})
_SINCE = frozenset({"自", "从"})
_UNTIL_NOW = frozenset({"截至", "截止", "截止到", "截至到"})
_BEFORE = frozenset({"前", "之前", "以前"})
_NO_EDGE = frozenset({"", "度", "初", "时期", "期间", "规划期间"})
_OPENING = re.compile(r"[。；，,;：:、\n（(“．﹒.]")
_RESULT = re.compile(
    r"，?(?:要|将|应|须)?(?:基本|全面|正式|力争|初步|率先|全部|确保)*"
    r"(?:建成|完成|完工|实现|达到|达|启动|竣工|开通|开工|通车|投产|投运|投用|投入|运营|运行|挂牌|验收|封关|突破"
    r"|超过|形成|推广|开放|累计)"
)


@dataclass(frozen=True)
class Horizon:
    """The years a document speaks about: what it plans for and when it was adopted. Any may be unknown."""

    period_start_year: int | None = None
    period_end_year: int | None = None
    adopted_year: int | None = None

    @property
    def present(self) -> int | None:
        """The year that 今年 means: the year of adoption, else the first of the period."""
        return self.adopted_year or self.period_start_year

    @property
    def only_year(self) -> int | None:
        """The year of a plan for one year (2022年工作要点), to which all that it promises belongs."""
        return self.period_end_year if self.period_start_year == self.period_end_year else None


@dataclass(frozen=True)
class Time:
    """A printed time: its span, its last year (None where none is named, as in 三年内) and its role.

    The role is `deadline`, `baseline` (较2020年), `past` (截至2020年底), `since` (自2024年起), `date` (a day), `span`
    (（2021—2023年） behind a label) or `name` (2022年重点工作计划).
    """

    start: int
    end: int
    year: int | None
    role: str


@dataclass(frozen=True)
class _Printed:
    """A time as found: the groups of the pattern, its year, and the year of the document."""

    match: re.Match[str]
    year: int | None
    present: int | None

    def __getitem__(self, group: str) -> str:
        return self.match[group] or ""

    @property
    def edge(self) -> str:
        return self["edge"] or self["stage"]

    @property
    def mark_before(self) -> str:
        return self.match.string[max(0, self.match.start() - 1) : self.match.start()]

    @property
    def is_opening(self) -> bool:
        """Whether it stands at the head of a clause, or ends one that another time began (到2025年和2030年，…)."""
        is_second = self.mark_before in {"和", "与", "及"} and self.is_followed_by(("，", ",", "分别"))
        return not self.mark_before or is_second or bool(_OPENING.match(self.mark_before))

    def is_followed_by(self, words: str | tuple[str, ...]) -> bool:
        return self.match.string.startswith(words, self.match.end())

    @property
    def is_edged(self) -> bool:
        return self.edge not in _NO_EDGE

    @property
    def is_over(self) -> bool:
        return self.year is not None and self.present is not None and self.year < self.present

    @property
    def is_ending(self) -> bool:
        """Whether it is a span of years that began before the year of the document and ends with it."""
        first = self["from"].translate(_CHINESE_DIGITS)
        return bool(first) and self.year == self.present and int(first) < (self.present or 0)


def find_times(text: str, horizon: Horizon) -> Iterator[Time]:
    """Yield the times of a passage's text with their roles, in order."""
    year = horizon.only_year or horizon.present
    for match in _PATTERN.finditer(text):
        named = match["to"] or match["year"] or match["listed"] or match["torn"]
        year = int(named.translate(_CHINESE_DIGITS)) if named else year
        printed = _Printed(match, _year(match, year, horizon), horizon.present)
        role = next((role for role, is_meant in ROLES if is_meant(printed)), "name")
        start = match.start() + _left_out(printed["lead"], role)
        yield Time(start, match.end(), printed.year, role)


def shifted(time: Time, by: int) -> Time:
    """Return a time whose span is counted from another point."""
    return replace(time, start=time.start + by, end=time.end + by)


def _left_out(lead: str, role: str) -> int:
    """Return how much of the word before a time is no part of it: all before a name, a wish (力争2022年) always."""
    wish = _WISHES.match(lead)
    return len(lead) if role == "name" else wish.end() if wish else 0


def _year(match: re.Match[str], last: int | None, horizon: Horizon) -> int | None:
    """Return the last year of a time; a month without a year belongs to the year named last."""
    if match["plan"]:
        return _FIVE_YEAR_PLANS.get(match["plan"])
    if match["next"]:
        return horizon.present + 1 if horizon.present else None
    if match["current"]:
        return horizon.only_year or horizon.present
    return None if match["duration"] or match["recent"] else last


def _is_compared_with(time: _Printed) -> bool:
    """「国际货邮较“十三五”末翻一番」 and 「从2020年的20%提高到40%」 measure from 2020."""
    if time["lead"] in _SINCE:
        return time.is_followed_by("的")
    return time["lead"] in _COMPARING and not (time["lead"] == "以" and time.is_edged)


def _is_beginning(time: _Printed) -> bool:
    """「自2024年1月1日起施行」 and 「从2024年开始，每年…」 say when something begins."""
    return time["lead"] in _SINCE or time.is_followed_by(("起", "开始"))


def _is_recent(time: _Printed) -> bool:
    """「近三年来，…」 and 「2018年以来，…」 tell what was reached."""
    return bool(time["recent"]) or time.edge == "以来" or time.is_followed_by("以来")


def _is_day(time: _Printed) -> bool:
    """「2022年11月7日」 is a date; 「2022年6月30日前」 is a deadline."""
    return bool(time["day"] and time["edge"] not in _BEFORE)


def _is_reached(time: _Printed) -> bool:
    """「截至2020年底，…」 and, in a document of 2022, 「2021年，…」 and 「2020年至2022年，…」 tell what was reached."""
    if time["lead"] in _UNTIL_NOW and (time.year is None or time.present is None or time.year <= time.present):
        return True
    return (time.is_over or time.is_ending) and bool(time["lead"] or time.is_edged or time.is_opening)


def _is_old_name(time: _Printed) -> bool:
    """「开展2021年省级示范创建评估认定」, in a document of 2022, only names what is done."""
    return time.is_over


def _is_attribute(time: _Printed) -> bool:
    """「明确到2025年的发展目标」 only says which aims are meant."""
    return time.is_followed_by("的")


def _is_label(time: _Printed) -> bool:
    """「中期目标(2021-2023年)」 dates what stands under it."""
    return bool(time["from"]) and time.mark_before in ("（", "(")


def _is_monthly_name(time: _Printed) -> bool:
    """「做好6月份活动」 and 「落实三季度调度」 name a part of the year; 「三季度开工」 is due in it."""
    if time["part"]:
        return not time["part_edge"] and not _RESULT.match(time.match.string, time.match.end())
    return time["bare_edge"] == "份" and not time.is_opening


def _is_due(time: _Printed) -> bool:
    """「到2025年」, 「年底前」, 「2021年全面推广」 at the head of a clause, 「项目2023年建成投用」."""
    if time["lead"] or time.is_edged or time.is_opening:
        return True
    if time["current"] or time["next"] or time["bare_month"]:
        return True
    return bool(time["part_edge"] or _RESULT.match(time.match.string, time.match.end()))


ROLES: tuple[tuple[str, Callable[[_Printed], bool]], ...] = (
    ("baseline", _is_compared_with),
    ("past", _is_recent),
    ("since", _is_beginning),
    ("date", _is_day),
    ("past", _is_reached),
    ("name", _is_old_name),
    ("name", _is_attribute),
    ("span", _is_label),
    ("name", _is_monthly_name),
    ("deadline", _is_due),
)
"""What a time is for: the first test that holds says it; a time that none knows only names something."""
