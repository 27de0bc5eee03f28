"""What can be decoded and is no text is refused; plans of every kind and encoding are not."""

import random

import pytest

from kouan.read.legible import check_words
from kouan.read.text_lines import UnreadableError

PLAN = "一、扩大开放\n1．到2025年，新增国际货运航线5条。（责任单位：省商务厅、宁波海关）\n"
TRADITIONAL = "推進口岸開放與通關便利化，建成國際貿易單一窗口。"


def drawn(first: int, last: int, count: int = 50_000) -> str:
    chance = random.Random(20261123)  # noqa: S311 - the same text in every run
    return "".join(chr(chance.randrange(first, last)) for _ in range(count))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (drawn(1, 0x20), "control codes"),
        (drawn(1, 0x80), "control codes"),
        (drawn(0x80, 0xD800), "characters"),
        (drawn(0x4E00, 0xA000), "Chinese or Latin words"),
        (drawn(0x400, 0x500), "Chinese or Latin words"),
    ],
)
def test_what_says_nothing_is_refused(text, told):
    with pytest.raises(UnreadableError, match=told):
        check_words(text)


@pytest.mark.parametrize(
    "text",
    [
        PLAN,
        TRADITIONAL,
        "RCEP",
        "Plan d’aménagement élargi",
        "ＲＣＥＰ２０２５",
        "",
        "⼀、⼜岸\ue5e5\ue5e5",
        PLAN * 3 + "\x0c\x01",
    ],
)
def test_text_passes(text):
    check_words(text)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-16-be"])
def test_plans_are_read_in_every_encoding(read_bytes, encoding):
    assert read_bytes(PLAN.encode(encoding)).text.lstrip("\ufeff") == PLAN


@pytest.mark.parametrize("stored", [drawn(1, 0x80).encode(), drawn(0x80, 0xD800).encode("utf-16")])
def test_random_bytes_are_refused(refusal, stored):
    assert "it is no text" in refusal(stored)
