"""Which stored character stands for which."""

import unicodedata

import pytest

from kouan.clean.characters import SPACES, is_invisible, is_stray, replacements_for


def cleaned(text: str) -> str:
    table = replacements_for(text)
    return "".join(table.get(character, character) for character in text)


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("安徽省⼈民政府", "安徽省人民政府"),
        ("浙江省⼈⺠政府", "浙江省人民政府"),
        ("⻰头企业、新能源汽⻋、⻘少年、省经信厅部⻔", "龙头企业、新能源汽车、青少年、省经信厅部门"),
        ("农⼾", "农户"),
        ("２０２５年，５Ｇ基站１００％＋", "2025年，5G基站100%+"),
        ("\uf9e1家峡", "李家峡"),
        ("（一）①②，：；", "（一）①②，：；"),
        ("责任单位∶省商务厅﹕﹙牵头﹚❨配合❩⟮省财政厅⟯", "责任单位：省商务厅：（牵头）（配合）（省财政厅）"),
    ],
)
def test_each_character_becomes_one_that_people_can_search(stored: str, expected: str) -> None:
    assert cleaned(stored) == expected


def test_the_radical_again_is_a_mouth_where_the_text_layer_knew_no_mouth() -> None:
    assert cleaned("⼜岸、进出⼜") == "口岸、进出口"
    assert cleaned("口岸⼜好⼜快发展") == "口岸又好又快发展"


def test_no_radical_is_left_and_each_gives_one_character() -> None:
    radicals = [
        chr(code) for code in range(0x2E80, 0x2FE0) if unicodedata.name(chr(code), "").startswith(("CJK", "KANGXI"))
    ]
    assert len(radicals) == 115 + 214
    assert [radical for radical in radicals if is_stray(radical)] == ["⺀"]
    for radical in radicals[1:]:
        assert len(cleaned(radical)) == 1
        assert not 0x2E80 <= ord(cleaned(radical)) <= 0x2FDF
        assert cleaned(radical) == unicodedata.normalize("NFC", cleaned(radical))


def test_what_shows_nothing_is_told_from_white_space_and_from_what_could_not_be_read() -> None:
    for character in "\ufeff\u200b\u200e\u00ad\ufe0f\x00\x1b":
        assert is_invisible(character)
        assert character not in SPACES
    for character in " \t\u3000\u00a0\u2003":
        assert character in SPACES
        assert not is_invisible(character)
    for character in "\ufffd\ue123":
        assert is_stray(character)
    assert not any(is_invisible(c) or c in SPACES or is_stray(c) for c in "口岸、5G（一）")
