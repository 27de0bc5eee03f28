"""What a clause says of a port: whether it is open, planned or being enlarged."""

import re

_WORDS: tuple[tuple[str, str], ...] = (
    ("temporary", r"临时(?:对外)?开放口岸|(?:获准|获批|已)临时(?:对外)?开放"),
    ("planned", r"申创|申建|申报|申请|争取|力争|培育|筹建|筹划|验收|创造条件|获批(?!港区)|新建"),
    ("temporary", r"(?<!实现)临时(?:对外)?开放"),
    ("planned", r"实现.{0,6}开放|(?:正式|常年)(?:对外)?开放(?!口岸)|对外开放(?!口岸)"),
    ("expanding", r"扩大开放|改?扩建|扩容|扩能|升级|改造|完善拓展"),
    ("open", r"现有|正式(?:对外)?开放口岸|建成运行|整改|做大|做强|做优|补齐|优化|常态化|(?:突出|特色|引领|高水平)发展"),
)
"""What the words of a clause say of the port in it; the first that is found counts."""
_ENLARGED_BEFORE = re.compile(r"(?:拓展|提升|提高|强化|完善|加强)(?:我[省区市])?$")
_NEWLY_BUILT = re.compile(r"(?:建设|新建|打造|建成)$")
_NOTHING_MORE = re.compile(r"等|、|项目|工程|建设|$")
_BUILT_BEFORE = re.compile(r"(?:推进|推动|加快|加强|建设|打造|支持|重点)(?:我[省区市])?$")
_BUILT_AFTER = re.compile(
    r"(?:功能|基础设施|(?P<joined>(?:港区)?一体化))*(?:重大|项目|工程|[一二三四]期)*(?:建设|建成|进度|$)"
)
_MADE_INTO_BEFORE = re.compile(r"[将把](?:我[省区市])?$")
_MADE_INTO_AFTER = re.compile(r"(?:重点)?(?:(?:打造|建设)(?:成为?|为)|建成)(?!$|[，,。；;、]|运|投|使用)")
_BUILDS_SOMETHING = re.compile(r"(?:重点)?(?:打造|建成|建设)(?!$|[，,。；;、]|进度)")
_NAMES_A_PROJECT = re.compile(r"(?:重点)?建设[^，,。；;、]{2,}?(?:项目|工程)(?=$|[，,。；;、和及与])")
"""西安港建设“一带一路”内陆中转枢纽陆海空多式联运项目: one name, in which nothing is said of the port."""
_NEW_WHEN_BUILT = frozenset(
    {"inland_port", "designated_site", "bonded_zone", "bonded_logistics_centre", "supervised_site"}
)
_PARTNER = re.compile(r"(?:[与同跟经向至到以从在]|对接|衔接|连接|[东南西北]向|依托|通过)$")
_PAST: tuple[tuple[str, str], ...] = (
    ("temporary", r"临时(?:对外)?开放"),
    ("open", r"正式(?:对外)?开放|建成运行|建成完工|增至|增长|开通|封关运行|获批"),
)
_WISHED = re.compile(r"功能(?:建设|完善|提升)|基础设施建设")


def status(kind: str, head: str, before: str, after: str, *, is_past: bool) -> str | None:
    """Return the status of a port from the words of its clause before and after it.

    `kind` is the port's kind, `head` the last word of its name. A port that is only somebody's partner (与上海港合作)
    has none; one that does something itself (芜湖综合保税区重点打造物流分拨中心) is open; one that others make into
    something (将芜湖港建成区域性集装箱转运中心) is expanding.
    """
    said = before + "|" + after
    if is_past:
        return _first(_PAST, said)
    if "新" in head and "建设" in after:
        return "planned"
    if _PARTNER.search(before):
        return None
    return _first(_WORDS, said) or _built(kind, before, after)


def _first(table: tuple[tuple[str, str], ...], said: str) -> str | None:
    return next((value for value, words in table if re.search(words, said)), None)


def _built(kind: str, before: str, after: str) -> str | None:
    """Return the status of a port that a clause only says is built, enlarged or at work."""
    is_made_into = _MADE_INTO_BEFORE.search(before) and _MADE_INTO_AFTER.match(after)
    if is_made_into or _ENLARGED_BEFORE.search(before):
        return "expanding"
    if _BUILDS_SOMETHING.match(after):
        return None if _NAMES_A_PROJECT.match(after) else "open"
    is_wished = before.endswith("支持") and _WISHED.match(after)
    if is_wished or (_NEWLY_BUILT.search(before) and _NOTHING_MORE.match(after)):
        return "planned"
    return _built_up(kind, before, after)


def _built_up(kind: str, before: str, after: str) -> str | None:
    """Return the status of a port whose building is pushed on: new sites are planned, others are there already.

    一体化建设 joins a zone to its port; whether the zone is there, it leaves open.
    """
    built = _BUILT_AFTER.match(after)
    if not _BUILT_BEFORE.search(before) or built is None:
        return None
    if kind not in _NEW_WHEN_BUILT:
        return "expanding"
    return None if built["joined"] else "planned"
