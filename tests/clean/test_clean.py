"""Whole documents cleaned: what is kept, what is replaced, what is left out, and the way back."""

import unicodedata
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kouan.clean import CleanText, clean
from kouan.clean.characters import LINE_BREAKS, SPACES, is_invisible, is_stray, replacements_for

DOCUMENTS = Path(__file__).parents[2] / "datasets" / "documents"
IDS = ("ah-ftz-2021", "ah-ports-2022", "ah-yrd-2022", "nm-ports-2022", "sn-ports-2021")
_MARKUP = frozenset("*-?#>•|")


@pytest.fixture(scope="module")
def stored() -> Mapping[str, str]:
    """The five stored texts, their line breaks untouched."""
    return {name: (DOCUMENTS / f"{name}.txt").read_bytes().decode() for name in IDS}


@pytest.fixture(scope="module")
def cleaned(stored: Mapping[str, str]) -> Mapping[str, CleanText]:
    return {name: clean(text) for name, text in stored.items()}


def check_way_back(text: str, document: CleanText) -> None:
    """Every clean character is its stored character, or the documented replacement of it, in the same order."""
    table = replacements_for(text)
    assert len(document.positions) == len(document.text)
    assert all(before < after for before, after in pairwise(document.positions))
    for character, position in zip(document.text, document.positions, strict=True):
        if text[position] in LINE_BREAKS:
            assert character in "\n "
        elif text[position] in SPACES:
            assert character in " |"
        else:
            assert character == table.get(text[position], text[position])


def left_out(text: str, document: CleanText) -> set[int]:
    kept = {*document.positions, *(position for aside in document.asides for position in aside.positions)}
    return {index for index, character in enumerate(text) if index not in kept and character not in SPACES}


@pytest.mark.parametrize("name", IDS)
def test_a_document_leads_back_to_its_file(
    name: str, stored: Mapping[str, str], cleaned: Mapping[str, CleanText]
) -> None:
    check_way_back(stored[name], cleaned[name])
    assert not any(0x2E80 <= ord(character) <= 0x2FDF for character in cleaned[name].text)
    assert unicodedata.is_normalized("NFC", cleaned[name].text)


@pytest.mark.parametrize("name", IDS)
def test_nothing_that_anybody_wrote_is_dropped(
    name: str, stored: Mapping[str, str], cleaned: Mapping[str, CleanText]
) -> None:
    text = stored[name]
    dropped = {text[index] for index in left_out(text, cleaned[name])}
    assert dropped <= _MARKUP | set(LINE_BREAKS) | {character for character in text if is_invisible(character)}


@pytest.mark.parametrize("name", ["ah-ports-2022", "ah-ftz-2021"])
def test_the_radical_for_mouth_is_a_mouth(
    name: str, stored: Mapping[str, str], cleaned: Mapping[str, CleanText]
) -> None:
    document = cleaned[name]
    mouths = [document.text[document.offset(i)] for i, character in enumerate(stored[name]) if character == "⼜"]
    assert len(mouths) > 10
    assert set(mouths) == {"口"}
    assert "又岸" not in document.text


def test_a_missing_page_is_reported(stored: Mapping[str, str], cleaned: Mapping[str, CleanText]) -> None:
    (defect,) = cleaned["sn-ports-2021"].defects
    assert defect.kind == "missing_text"
    assert "（四）空间布局" in defect.description
    assert stored["sn-ports-2021"][: defect.end].endswith("口岸营商环境进一步优化；陕西")
    assert "；陕西\n“一核”" in cleaned["sn-ports-2021"].text


def test_stray_bytes_are_reported(stored: Mapping[str, str], cleaned: Mapping[str, CleanText]) -> None:
    spans = [
        (defect.kind, stored["nm-ports-2022"][defect.start : defect.end]) for defect in cleaned["nm-ports-2022"].defects
    ]
    assert spans == [("stray_bytes", "??????"), ("stray_bytes", "??")]
    assert "?" not in cleaned["nm-ports-2022"].text


def test_the_contents_list_is_no_text(cleaned: Mapping[str, CleanText]) -> None:
    asides = cleaned["sn-ports-2021"].asides
    assert {aside.kind for aside in asides} == {"contents"}
    assert len(asides) == 35
    assert cleaned["sn-ports-2021"].text.count("四、主要任务") == 1


def test_a_page_printed_twice_is_read_once(stored: Mapping[str, str], cleaned: Mapping[str, CleanText]) -> None:
    document = cleaned["ah-yrd-2022"]
    (repeat,) = [aside for aside in document.asides if aside.kind == "repeat"]
    assert repeat.text.startswith("安徽推动长三角一体化发展2022年工作要点")
    assert len(repeat.text) > len(stored["ah-yrd-2022"]) / 3
    assert document.text.count("71、印发实施长三角一体化发展年度调研计划") == 1
    furniture = [aside.text for aside in document.asides if aside.kind == "furniture"]
    assert furniture[:2] == ["中文English", "世界轨道交通资讯网"]
    assert {"相关文章", "封面人物", "市场周刊", "出刊周期:每月"} <= set(furniture)


def test_other_documents_have_no_asides(cleaned: Mapping[str, CleanText]) -> None:
    assert [name for name in IDS if not cleaned[name].asides] == ["ah-ftz-2021", "ah-ports-2022", "nm-ports-2022"]


def test_sentences_that_pages_cut_are_whole(cleaned: Mapping[str, CleanText]) -> None:
    assert "2020年，提前一年完成国务院提出的较2017年压缩整体通关时间1/2的目标任务。" in cleaned["sn-ports-2021"].text
    assert "重点推进与长三角地区、长江经济带和中部地区其他自贸试验区联动发展" in cleaned["ah-ftz-2021"].text
    assert (
        "（责任单位：省交通运输厅、省发展改革委、省港航集团，合肥市、芜湖市、马鞍山市）" in cleaned["ah-ftz-2021"].text
    )


@pytest.mark.parametrize("name", ["ah-ports-2022", "nm-ports-2022", "sn-ports-2021"])
@pytest.mark.parametrize("page", ["\n— 3 —\n", "\n\n第 3 页\n\n", "\r\n"])
def test_made_up_pages_inside_sentences_are_stepped_over(
    name: str, page: str, cleaned: Mapping[str, CleanText]
) -> None:
    """Every long paragraph is cut at some place that no sentence ends at, and comes out whole."""
    document = cleaned[name]
    paragraphs = [
        document.text[b.start : b.end] for b in document.blocks if b.kind == "paragraph" and b.end - b.start > 200
    ]
    assert len(paragraphs) > 10
    for number, paragraph in enumerate(paragraphs):
        place = next(
            i for i in range(90 + number, len(paragraph)) if paragraph[i - 1].isalpha() and paragraph[i].isalpha()
        )
        text = f"一、总体要求\n{paragraph[:place]}{page}{paragraph[place:]}\n二、重点任务\n"
        assert paragraph in clean(text).text


@pytest.mark.parametrize("name", IDS)
def test_cleaning_a_cleaned_document_changes_nothing(name: str, cleaned: Mapping[str, CleanText]) -> None:
    once = cleaned[name].text
    # Only a contents list tells that a page is missing; without it the two halves around the gap are joined.
    assert clean(once).text == once.replace("；陕西\n“一核”", "；陕西“一核”")


_FRAGMENTS = st.sampled_from(
    [
        "一、总体要求", "（一）指导思想。", "1﹒加快合肥口岸枢纽核心建设。", "加快推进枢纽口岸基础设施建设，加强航空口岸",
        "（责任单位：省发展改革委、", "配合单位：合肥海关）", "— 3 —", "12", "目录", "一、总体要求……1", "|序号|任务|", "1\t省商务厅\t",
        "专栏1口岸工程", "- **铁路口岸：**申报", "附件：", "⼜岸", "??", "“", "”", "（", "）", "到 2025年", "China Railway", "、", "。", "；",
        "\ufffd", "\u200b", "\u3000", "主办：", "责任单位：省商务厅。",
    ]
)  # fmt: skip
_TEXTS = st.lists(
    st.one_of(_FRAGMENTS, st.sampled_from(["\n", "\n\n", "\r\n", " ", "\f"]), st.text(max_size=6)), max_size=25
)


@given(_TEXTS)
@settings(max_examples=120, deadline=None)
@example([])
@example(["\n", " "])
def test_any_text_is_cleaned_with_its_way_back(fragments: list[str]) -> None:
    stored = "".join(fragments)
    document = clean(stored)
    check_way_back(stored, document)
    assert all(0 <= block.start < block.end <= len(document.text) for block in document.blocks)
    assert all(before.end <= after.start for before, after in pairwise(document.blocks))
    for index in left_out(stored, document):
        character = stored[index]
        assert character in LINE_BREAKS or character in "*-_=?#>+|:" or not character.isalnum() or is_stray(character)


@given(_TEXTS, st.data())
@settings(max_examples=120, deadline=None)
def test_every_span_reads_back(fragments: list[str], data: st.DataObject) -> None:
    document = clean("".join(fragments))
    if not document.text.strip("\n| "):
        return
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    if document.text[start:end].strip("\n| "):
        assert document.quote(*document.span(start, end)) == document.text[start:end]


_SENTENCES = st.lists(
    st.sampled_from(
        [
            "一、总体要求", "（二）主要目标", "加快推进枢纽口岸基础设施建设，加强航空口岸场站建设。", "“一核”，以关中城市群为核心。",
            "1．优化通关流程。推行“提前申报”“两步申报”。（责任单位：省商务厅，合肥海关）", "——口岸体系健全。口岸区域布局更加合理；",
            "专栏1口岸基础设施升级改造工程", "附件", "第一章总则", "具体措施：", "对标CPTPP、RCEP，建设China Railway Express。",
        ]
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@given(_SENTENCES)
@settings(max_examples=80, deadline=None)
def test_a_clean_text_stays_as_it_is(paragraphs: list[str]) -> None:
    text = "\n".join(paragraphs)
    assert clean(text).text == text


@given(_TEXTS)
@settings(max_examples=120, deadline=None)
def test_cleaning_again_loses_no_word(fragments: list[str]) -> None:
    """A second cleaning may find a line to be furniture that stood apart before, but drops no character of the text."""
    once = clean("".join(fragments))
    twice = clean(once.text)
    kept = sorted([*twice.text, *(character for aside in twice.asides for character in aside.text)])
    words = [character for character in kept if character.isalnum()]
    assert words == sorted(character for character in once.text if character.isalnum())
