"""Which encoding a text is in, told from sentences of every length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.read.encodings import common_share, declared_encoding, decode
from kouan.read.text_lines import UnreadableError

SIMPLIFIED = (
    "支持有条件的口岸扩大开放，到2025年，全区口岸过货能力达到1亿吨以上。（责任单位：商务厅、呼和浩特海关，各有关盟市）"
)
TRADITIONAL = (
    "推進口岸開放與通關便利化，到二○二五年，建成國際貿易單一窗口。由交通部、財政部依職責分工辦理，並會同關務署落實。"
)
SHORTEST = 6


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "hz"]
)
def test_a_short_sentence_is_enough(encoding):
    for text in (SIMPLIFIED, SIMPLIFIED[:12], f"{SIMPLIFIED}\r\n{SIMPLIFIED}"):
        assert decode(text.encode(encoding)).lstrip("\ufeff") == text


def test_byte_order_marks_of_big_endian_and_gb18030_count():
    assert decode(b"\xfe\xff" + "口岸".encode("utf-16-be")) == "\ufeff口岸"
    assert decode("\ufeff口岸".encode("gb18030")) == "\ufeff口岸"


@pytest.mark.parametrize("encoding", ["big5", "cp950", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_characters_do_not_make_it_big5(encoding):
    assert decode(TRADITIONAL.encode(encoding)) == TRADITIONAL


@given(st.integers(0, len(SIMPLIFIED) - SHORTEST), st.integers(SHORTEST, 40), st.sampled_from(["gbk", "utf-8"]))
def test_any_part_of_a_sentence_is_enough(start, length, encoding):
    text = SIMPLIFIED[start : start + length]
    assert decode(text.encode(encoding)) == text


def test_radicals_of_text_layers_are_characters():
    text = "（⼀）推动⼝岸开放⾼质量发展。⽀持⼤⼒建设"
    assert decode(text.encode("gb18030")) == text


def test_wrong_reading_has_rare_characters():
    assert common_share(SIMPLIFIED) == 1.0
    assert common_share(SIMPLIFIED.encode("gbk").decode("big5hkscs", "ignore")) < 0.75
    assert common_share(TRADITIONAL.encode("big5").decode("gb18030", "ignore")) < 0.75
    assert common_share("") == 0.0
    assert common_share("\x01\x02ab") == 0.0


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="GB2312">', "gb18030"),
        (b'<META http-equiv=Content-Type content="text/html; charset=gbk">', "gb18030"),
        (b"<?xml version='1.0' encoding='Big5'?>", "big5hkscs"),
        (b"<meta charset=utf-8>", None),
        (b"<meta charset=rot13>", None),
        (b"<p>charset=gbk", None),
        ("口岸".encode("gbk"), None),
    ],
)
def test_declared_encoding(head, encoding):
    assert declared_encoding(head) == encoding


def test_declaration_decides_only_where_the_bytes_do_not():
    pair = "\u53e3".encode("gb18030")
    assert decode(pair, "gb18030") == "口"
    assert decode(SIMPLIFIED.encode("gb18030"), "big5hkscs") == SIMPLIFIED
    assert decode(TRADITIONAL.encode("big5"), "gb18030") == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_few_broken_characters_are_shown(encoding):
    stored = (SIMPLIFIED * 50).encode(encoding)
    text = decode(stored[: len(stored) // 2] + b"\xff" + stored[len(stored) // 2 :])
    assert 1 <= text.count("\ufffd") <= 3
    with pytest.raises(UnreadableError, match="damaged"):
        decode(SIMPLIFIED.encode(encoding) + b"\xff")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(stored):
    try:
        assert "\0" not in decode(stored)
    except UnreadableError as error:
        assert "Expected .txt" in str(error)  # noqa: PT017 - the other outcome is a text


def test_utf16_that_breaks_off_is_refused():
    with pytest.raises(UnreadableError, match="UTF-16-LE"):
        decode("口岸".encode("utf-16")[:-1])
