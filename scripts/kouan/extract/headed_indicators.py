"""What a promised number measures where only the heading of its item says so (（三）进出口总额)."""

import re
from collections.abc import Iterable

from kouan.clean.markers import marker_at
from kouan.extract.indicator_phrases import PART_OF_NAME
from kouan.extract.promise_words import CHANGING, CREATING, GOVERNING, alternatives

_GENERAL = re.compile(
    r"目标|任务|指标|措施|举措|要求|思路|原则|方向|内容|部署|安排|保障|组织|领导|机制|体系|环境|附件|情况|背景|意义|步骤|阶段|工作"
)
_WORK = re.compile(
    rf"(?:{alternatives(set(CREATING) | set(GOVERNING) | set(CHANGING))}|扩大|做大|做强|加强|强化|加大|加快|深化|优化"
    r"|完善|健全|改善|稳定|巩固|坚持|严格|落实|创新|持续|全面|着力|大力|积极|进一步|不断)"
)
_ACTIVITY = re.compile(r"(?:建设|发展|创新|改革|合作|治理|提升|升级|转型|融合|应用|推广|管理|监管|宣传|培育|监督)$")
_AMOUNT = re.compile(
    r"(?:额|量|值|规模|面积|里程|收入|支出|利润|投资|税收|数|数量|人数|率|强度|比重|占比|比例|增速|浓度|密度|指数|时间|时限|时长|成本|能耗)$"
)
_NUMBER_OF_THINGS = re.compile(r"(?:数|数量|人数|总量|量|规模)$")
_FIGURE = re.compile(r"\d")
_LONGEST = 20
_SHORTEST = 2
_EDGES = "。．.：:，,；;、 "


def headed_indicator(names: Iterable[str], *, is_count: bool) -> str:
    """Return what the nearest name over a number says that it measures, or nothing: 研发投入强度, 扩大规模 (规模).

    `names` are headings, the nearest first, `is_count` tells that the number counts things (30个), which no rate and no
    sum of money does. Headings that call for work (加强组织领导) or only say what follows (主要目标) measure nothing.
    """
    printed = next((name for name in map(_unnumbered, names) if name), "")
    if not _SHORTEST <= len(printed) <= _LONGEST or is_general(printed) or _FIGURE.search(printed):
        return ""
    thing = _without_verbs(printed)
    if _AMOUNT.search(printed):
        return "" if is_count and not _NUMBER_OF_THINGS.search(printed) else thing
    return "" if thing != printed or _ACTIVITY.search(printed) else printed


def is_general(words: str) -> bool:
    """Tell whether words only announce what follows: 发展目标, 主要任务."""
    return bool(_GENERAL.search(words)) and len(words) <= _LONGEST


def _without_verbs(words: str) -> str:
    """Return words without the verbs before them: 服务贸易额 of 提高服务贸易额, in which 服务 begins the name."""
    while (verb := _WORK.match(words)) and verb.group() not in PART_OF_NAME:
        words = words[verb.end() :]
    return words


def _unnumbered(name: str) -> str:
    marker = marker_at(name)
    return name[marker.end if marker else 0 :].strip(_EDGES)
