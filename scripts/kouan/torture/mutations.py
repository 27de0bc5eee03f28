"""Makes documents that nobody would write from those that somebody wrote: at the level of characters, then of bytes."""

import random
from collections.abc import Callable, Mapping

LONGEST = 2000
"""How many characters a mutated document has at most."""

Mutation = Callable[[str, random.Random], str]

_CONTROLS = "".join(map(chr, [*range(9), *range(0x0B, 0x20), 0x7F, 0x85, 0xAD, 0x200B, 0x2028, 0x2029, 0xFFFD, 0xFFFE]))
_BIDI = "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ESCAPES = (
    "\\ud83d",
    "\\udc00",
    "&#55357;",
    "&#xDC00;",
    "%ED%A0%80",
    "\\x00",
    "&#0;",
    "\\N{BEL}",
    "\\u2028",
    "&amp;amp;",
)
_BRACKETS = "（）()〔〕[]【】《》〈〉“”‘’「」『』{}"
_DIGITS = "0123456789０１２３４５６７８９一二三四五六七八九十百千万亿〇零两①②③⑩⑳ⅠⅡ.．,，%％"
_PIECES = (
    *(
        "（责任单位：",
        "配合单位：",
        "牵头",
        "按职责分工负责",
        "省商务厅、",
        "各市人民政府",
        "相关",
        "等",
        "以及",
        "和",
        "、",
        "；",
    ),
    *(
        "到2025年",
        "2025年底前",
        "“十四五”期间",
        "年均",
        "达到",
        "以上",
        "左右",
        "10万吨",
        "千万吨级",
        "1.5亿元",
        "3—5个",
        "不低于",
    ),
    *(
        "口岸",
        "机场",
        "铁路",
        "公路",
        "港区",
        "综合保税区",
        "建设",
        "推进",
        "打造",
        "开放",
        "合肥",
        "满洲里",
        "项目",
        "工程",
    ),
    *(
        "一、",
        "（一）",
        "1．",
        "1.1.1",
        "(1)",
        "①",
        "第一章 ",
        "第十条 ",
        "专栏1 ",
        "附件：",
        "**",
        "- ",
        "| ",
        "|---|",
        "# ",
        "\t",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\n\n\n",
        "　　",
        "  ",
        "\x0c",
        "。",
        "：",
        "——",
        "…",
        "?",
        "⼜",
        "⽔",
        "\u3000",
        "http://a.a/",
        "@a.a",
        "联系人：",
    ),
    *("<td>", "</p>", "<table rowspan=9999>", "&nbsp;", "=1+1", "'", '"', "\\", "%s", "{0}", "${a}"),
)


def truncated(text: str, chance: random.Random) -> str:
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[start:end]


def doubled(text: str, chance: random.Random) -> str:
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return text[:end] + text[start:end] * chance.randrange(1, 4) + text[end:]


def reordered_lines(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def reordered_sentences(text: str, chance: random.Random) -> str:
    parts = text.split(chance.choice("。，、；（"))
    chance.shuffle(parts)
    return chance.choice("。，、；（").join(parts)


def reordered_characters(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    part = list(text[start : start + chance.randrange(200)])
    chance.shuffle(part)
    return text[:start] + "".join(part) + text[start + len(part) :]


def without_characters(text: str, chance: random.Random) -> str:
    share = chance.choice((0.01, 0.1, 0.5))
    return "".join(character for character in text if chance.random() > share)


def without_lines(text: str, chance: random.Random) -> str:
    return text.replace("\n", chance.choice(("", " ", "\r", "\n\n", "　")))


def _strewn(pieces: str | tuple[str, ...], most: int) -> Mutation:
    def strew(text: str, chance: random.Random) -> str:
        parts = []
        for _ in range(chance.randrange(1, most)):
            place = chance.randrange(len(text) + 1)
            parts.append(text[:place])
            parts.append(chance.choice(pieces))
            text = text[place:]
        return "".join([*parts, text])

    return strew


def nested(text: str, chance: random.Random) -> str:
    place, depth = chance.randrange(len(text) + 1), chance.randrange(1, 400)
    return text[:place] + "".join(chance.choice(_BRACKETS) for _ in range(depth)) + text[place:]


def deeply_nested(text: str, chance: random.Random) -> str:
    opened, closed = chance.choice(
        [("（", "）"), ("(", ")"), ("《", "》"), ("〔", "〕"), ("“", "”"), ("（责任单位：", "）")]
    )
    depth, place = chance.randrange(1, 200), chance.randrange(len(text) + 1)
    return opened * depth + text[:place] + closed * chance.randrange(depth + 1) + text[place:]


def digits(text: str, chance: random.Random) -> str:
    place, length = chance.randrange(len(text) + 1), chance.randrange(1, 300)
    return text[:place] + "".join(chance.choice(_DIGITS) for _ in range(length)) + text[place:]


def repeated(text: str, chance: random.Random) -> str:
    """Repeat a few pieces over and over, as what makes a careless pattern try again from every character."""
    place = chance.randrange(len(text) + 1)
    run = "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 5))) * chance.randrange(2, 300)
    return text[:place] + run[:LONGEST] + text[place:]


def repeated_words(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text) + 1)
    words = text[start : start + chance.randrange(1, 12)]
    return text[:start] + (words * 400)[: chance.randrange(1, LONGEST)] + text[start:]


def other_characters(text: str, chance: random.Random) -> str:
    """Replace some characters by any others, those beyond the basic plane and unassigned ones too."""
    share = chance.choice((0.01, 0.2))
    return "".join(_any_character(chance) if chance.random() < share else one for one in text)


def _any_character(chance: random.Random) -> str:
    code = chance.choice(
        (chance.randrange(0x20, 0x3000), chance.randrange(0x3000, 0xD800), chance.randrange(0xE000, 0x110000))
    )
    return chr(code)


MUTATIONS: Mapping[str, Mutation] = {
    "truncated": truncated,
    "doubled": doubled,
    "lines reordered": reordered_lines,
    "sentences reordered": reordered_sentences,
    "characters reordered": reordered_characters,
    "characters left out": without_characters,
    "line ends changed": without_lines,
    "control characters": _strewn(_CONTROLS, 60),
    "bidirectional marks": _strewn(_BIDI, 60),
    "escapes": _strewn(_ESCAPES, 20),
    "pieces strewn": _strewn(_PIECES, 80),
    "brackets strewn": nested,
    "brackets nested": deeply_nested,
    "digits": digits,
    "pieces repeated": repeated,
    "words repeated": repeated_words,
    "other characters": other_characters,
}

_ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "gb18030",
    "gbk",
    "big5",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "hz",
    "euc-jp",
)


def mutated(text: str, chance: random.Random) -> tuple[str, tuple[str, ...]]:
    """Return a text with one to three mutations, of at most LONGEST characters, and their names."""
    names = tuple(chance.choice(tuple(MUTATIONS)) for _ in range(chance.choice((1, 1, 2, 3))))
    for name in names:
        text = MUTATIONS[name](text, chance)[: 2 * LONGEST]
    return text[:LONGEST], names


def as_bytes(text: str, chance: random.Random) -> tuple[bytes, str]:
    """Return a text in some encoding, in a web page or not, whole or damaged, and what was done."""
    encoding = chance.choice(_ENCODINGS)
    if chance.random() < 0.2:  # noqa: PLR2004
        declared = chance.choice(_ENCODINGS)
        text = f'<html><head><meta charset="{declared}"><title>口岸</title></head><body><p>{text}</p></body></html>'
    stored = text.encode(encoding, errors="ignore")
    damage = chance.choice(("whole", "whole", "truncated", "bytes changed", "bytes inserted", "encodings joined"))
    if damage == "truncated":
        stored = stored[chance.randrange(3) : chance.randrange(len(stored) + 1)]
    elif damage == "bytes changed":
        changed = bytearray(stored)
        for _ in range(chance.randrange(1, 40)):
            if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        stored = bytes(changed)
    elif damage == "bytes inserted":
        place = chance.randrange(len(stored) + 1)
        stored = stored[:place] + chance.randbytes(chance.randrange(1, 60)) + stored[place:]
    elif damage == "encodings joined":
        stored += text[:200].encode(chance.choice(_ENCODINGS), errors="ignore")
    return stored, f"{encoding}, {damage}"
