"""Dated promises without a number (力争2022年榆林榆阳机场口岸正式对外开放)."""

import re

_ADVERBIAL = re.compile(
    r"^(?:围绕|根据|按照|依据|依托|聚焦|坚持|对标|对照|结合|立足|面向|通过|针对|瞄准|着眼|经过"
    r"|除[^，。；]{1,30}外$|以[^，。；]{2,40}为|在[^，。；]{2,30}(?:基础上|下|前提下|中|方面)$)"
)
_PREAMBLE = re.compile(
    r"以[^。]{2,60}为(?:指导|统领|引领|主线)|指导思想|工作总基调|认真贯彻执行|现印发|关于印发|制定本|特制定|编制本"
)
_IN_FORCE = re.compile(r"施行|有效期|执行期|试行期|自印发|负责解释")
_DONE = re.compile(r"(?:召开|完成|建成|印发|实现|达到|出台|取得|推出|获批|开通)了")
_OPENING_EVENT = re.compile(
    r"(?:正式|临时|常年|实现|全面)(?:对外)?开放|通过验收|建成投[用运产]|通车|投入(?:运营|运行|使用)|封关运[行营]"
    r"|竣工|完工|通航"
)
_OPENERS = re.compile(r"^(?:力争|争取|确保|努力|要|将|我省|我市|我区|全省|全市|全区|其中|，)+")
_QUOTED_MODIFIER = re.compile(r"“[^“”]{0,300}”的(?=[一-龥]{4})")
_TITLE = re.compile(
    r"(?:计划|方案|规划|要点|名单|清单|目录|表|通知|措施|意见)(?:（[^（）]{0,300}）|\([^()]{0,300}\))?$"
)
_MAKING = re.compile(
    r"制定|制订|编制|修订|出台|印发|发布|公布|形成|完成|建立|启动|实施|提出|推出|完善|健全|梳理|研究|起草|落实|明确"
    r"|取消|公开|实行"
)
_ROUTINE = re.compile(r"每(?:年|季度|月|周|半年)")
_FORBIDDEN = re.compile(r"不得|不予|取消[^，。；]{0,6}资格|[，的]$")
_REPORTED = re.compile(
    r"报送|上报|反馈|报[^，。；]{0,12}(?:备案|人民政府|政府|厅|委|局|办公[厅室]|办)$|^请|提交(?:总结|报告|材料)"
)
_ANNOUNCING = re.compile(
    r"(?:以下|如下|下列)[^，。；]{0,12}$"
    r"|^(?:要|须|应)?(?:完成|落实|推进|实施|开展|达到|实现)的[^，。；的]{0,6}(?:任务|目标|工作|事项|举措|措施|内容|安排)$"
)
_SHORTEST = 4
_LONGEST_WITHOUT_SUBJECT = 5


def is_adverbial(words: str) -> bool:
    """Tell whether a clause only says how or why, so that the promise follows: 「围绕货物通关…等重点环节」."""
    return bool(_ADVERBIAL.match(words))


def is_milestone(words: str) -> bool:
    """Tell whether a dated clause without a number promises something.

    Preambles, titles, routines, clauses on the force of the document, what was done and what only says that aims follow
    (要实现以下目标, 完成的任务) do not.
    """
    if len(words) < _SHORTEST or (_TITLE.search(words) and not _MAKING.search(words)):
        return False
    refusing = (_PREAMBLE, _IN_FORCE, _DONE, _ROUTINE, _FORBIDDEN, _REPORTED, _ANNOUNCING)
    return not any(pattern.search(words) for pattern in refusing)


def is_opening(words: str) -> bool:
    """Tell whether a clause promises that something opens: 「重点推动阿尔山公路口岸实现常年开放」.

    Under one date each such clause about a named place is a promise of its own.
    """
    return bool(_OPENING_EVENT.search(words))


def milestone_phrase(words: str, theme: str = "") -> str:
    """Return what is promised: 「初步建成“…”的现代化口岸体系」 gives 初步建成现代化口岸体系.

    A promise too short to tell of what it is (有所突破, 全面完成) takes the words of the clause before, the `theme`.
    """
    phrase = _QUOTED_MODIFIER.sub("", _OPENERS.sub("", words)).strip("，、：")
    return f"{theme.strip('，、：')}{phrase}" if len(phrase) <= _LONGEST_WITHOUT_SUBJECT else phrase
