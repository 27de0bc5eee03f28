"""What a clause says of a port: whether it is open, planned or being enlarged."""

import re

_WORDS: tuple[tuple[str, str], ...] = (
    ("temporary", r"临时(?:对外)?开放口岸|(?:获准|获批|已)临时(?:对外)?开放"),
    ("planned", r"申创|申建|申报|申请|争取|力争|培育|筹建|筹划|验收|创造条件|获批(?!港区)|新建"),
    ("temporary", r"(?<!实现)临时(?:对外)?开放"),
    ("expanding", r"扩大(?:对外)?开放|开放扩大"),
    ("planned", r"实现.{0,6}开放|(?:正式|常年)(?:对外)?开放(?!口岸)|对外开放(?!口岸)|恢复(?:开放|开通|通关|运行)"),
    ("planned", r"(?:推进|推动|加快|尽早|尽快|促进)[^，。]{0,20}(?:开放|开通)(?:运[营行])?$|\|开放(?=$|[、，])"),
    ("expanding", r"改?扩建|扩容|扩能|升级|提质|改造|[重迁]建|完善拓展|[二三四五]期|(?:通关|通行|过货|查验|保障)能力"),
    ("open", r"现有|正式(?:对外)?开放口岸|建成运行|整改|做大|做强|做优|补齐|优化|常态化|(?:突出|特色|引领|高水平)发展"),
)
"""What the words of a clause say of the port in it; the first that is found counts."""
_ENLARGED_BEFORE = re.compile(r"(?:拓展|提升|提高|强化|完善|加强)(?:我[省区市])?$")
_NEWLY_BUILT = re.compile(r"(?:建设|新建|打造|建成)$")
_NOTHING_MORE = re.compile(r"等|、|项目|工程|建设|$")
_BUILT_BEFORE = re.compile(r"(?:推进|推动|加快|加强|建设|打造|支持|重点)(?:我[省区市])?$")
_BUILT_AFTER = re.compile(
    r"(?:功能|基础设施|(?P<joined>(?:港区)?一体化)){0,9}(?:重大|项目|工程|[一二三四]期){0,9}(?:建设|建成|进度|$)"
)
_MADE_INTO_BEFORE = re.compile(r"[将把](?:我[省区市])?$")
_MADE_INTO_AFTER = re.compile(r"(?:重点)?(?:(?:打造|建设)(?:成为?|为)|建成)(?!$|[，,。；;、]|运|投|使用)")
_BUILDS_SOMETHING = re.compile(r"(?:重点)?(?:打造|建成|建设)(?!$|[，,。；;、]|进度)")
_NAMES_A_PROJECT = re.compile(r"(?:重点)?建设[^，,。；;、]{2,300}?(?:项目|工程)(?=$|[，,。；;、和及与])")
"""西安港建设“一带一路”内陆中转枢纽陆海空多式联运项目: one name, in which nothing is said of the port."""
_NEW_WHEN_BUILT = frozenset(
    {"inland_port", "designated_site", "bonded_zone", "bonded_logistics_centre", "supervised_site"}
)
_PARTNER = re.compile(r"(?:[与同跟经向至到以从在]|对接|衔接|连接|[东南西北]向|依托|通过)$")
_PAST: tuple[tuple[str, str], ...] = (
    ("temporary", r"临时(?:对外)?开放"),
    ("open", r"正式(?:对外)?开放|建成运行|建成完工|增至|增长|开通|封关运行|获批"),
)
_LINKED = re.compile(r"[与和同][^，。；]{1,24}(?:联通|连通|通道|联系|互通|往来|衔接|联动)")
"""满洲里口岸与腹地城市的铁路联通水平: what is raised are links, not ports."""
_IS_PROJECT = re.compile(r"(?:建设)?(?:项目|工程)")
_NEW_PORT = re.compile(r"建设|前期|开工|规划|选址|迁建")
_OWN_THING = re.compile(
    r"(?!扩大|对外|申|开放)[^，。；、和及与等]{2,14}?"
    r"(?:项目|工程|[园场馆城]|园区|中心|码头|泊位|跑道|航站楼|基地|枢纽|平台|专用线)(?=$|[，。；、和及与等建开改扩])"
)
"""国际物流园 of 猴桥口岸国际物流园, 二跑道项目 of 桃仙国际机场二跑道项目: it is sought or built, the port is there."""
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
    if "新" in head and _NEW_PORT.search(after):
        return "planned"
    if _PARTNER.search(before) or _LINKED.match(after):
        return None
    if kind not in _NEW_WHEN_BUILT and _OWN_THING.match(after):
        said = after
    return _first(_WORDS, said) or _built(kind, before, after)


def is_enlarged(said: str) -> bool:
    """Tell whether words say outright that something is enlarged: 扩大开放, 扩能改造工程."""
    return any(value == "expanding" and re.search(words, said) for value, words in _WORDS)


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
    if kind == "port_area" and _IS_PROJECT.match(after):
        return "planned"
    if kind not in _NEW_WHEN_BUILT:
        return "expanding"
    return None if built["joined"] else "planned"
