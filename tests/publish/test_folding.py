"""Forms of the same text are folded into one, different texts stay different, and hits are found where they stand."""

import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kouan.clean.characters import replacements_for
from kouan.publish.folding import find, fold
from kouan.publish.variants import SIMPLIFIED

TEXT = st.text(
    st.sampled_from("口岸國国呑ＬＮＧlng5．.％% ，、\n“”⼜ßİéﬁ㎡①\u200b\u0301\ufe0f") | st.characters(), max_size=40
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＬＮＧ接收站５Ｇ", "lng接收站5g"),
        ("國際貿易單一窗口", "国际贸易单一窗口"),
        ("集裝箱呑吐量", "集装箱吞吐量"),
        ("赤峯 蘭州 臺灣", "赤峰 兰州 台湾"),
        ("⼜岸 ⼈⺠ ⻓江", "口岸 人民 长江"),
        ("又岸", "又岸"),
        ("口岸、铁路。", "口岸 铁路"),
        ("推进“一带一路”建设", "推进 一带一路 建设"),
        ("11.6万吨，增长30%", "11．6万吨 增长30％"),
        ("１１．６ 1．加快 2022.12.16", "11．6 1 加快 2022．12．16"),
        ("Hôtel STRASSE Straße", "hotel strasse strasse"),
        ("people's_port", "people s port"),
        ("口\u200b岸\ufeff", "口岸"),
        ("口\x00岸", "口 岸"),
        ("㎡①②Ⅲ", "m212iii"),
        ("〇", "〇"),
        ("，。！😀 \n", ""),
        ("", ""),
    ],
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "pair", ["乾干", "著着", "徵征", "於于", "瞭了", "藉借", "夥伙", "又口", "土士", "己已", "未末"]
)
def test_characters_that_differ_in_china_stay_different(pair):
    assert fold(pair[0]) != fold(pair[1])
    assert fold(pair) == pair


def test_the_table_of_variants_leads_nowhere_twice():
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())
    assert all(len(character) == 1 for pair in SIMPLIFIED.items() for character in pair)
    assert [SIMPLIFIED[form] for form in "國裏發髮呑峯鉄線產産"] == list("国里发发吞峰铁线产产")


def test_every_radical_is_folded_as_the_documents_are_cleaned():
    for stored, clean in replacements_for("").items():
        assert fold(stored) == fold(clean)


def test_no_two_characters_of_the_data_are_merged_but_variants(build):
    """What the texts write in two ways and means two things must not become one."""
    with closing(sqlite3.connect(f"{(build / 'kouan.db').as_uri()}?mode=ro", uri=True)) as database:
        characters = {character for (text,) in database.execute("select text from passages") for character in text}
    chinese = {character for character in characters if "\u3400" <= character <= "\u9fff"}
    assert {character: fold(character) for character in chinese if fold(character) != character} == {"呑": "吞"}


@given(TEXT)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(before=TEXT, term=TEXT, after=TEXT)
def test_whatever_a_folded_text_contains_is_found_where_it_stands(before, term, after):
    text, folded = before + term + after, fold(term)
    spans = find(text, [folded] if folded else [])
    assert bool(spans) == bool(folded and folded in fold(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(end < start for (_, end), (start, _) in pairwise(spans))
    assert all(folded in fold(text[start:end]) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "terms", "hits"),
    [
        ("合肥口岸、芜湖口岸", ["口岸"], ["口岸", "口岸"]),
        ("合肥口岸", ["合肥", "口岸"], ["合肥口岸"]),
        ("国际贸易“单一窗口”", ["贸易 单一"], ["贸易“单一"]),
        ("集装箱呑吐量", ["吞吐"], ["呑吐"]),
        ("口口口", ["口口"], ["口口"]),
        ("面积3㎡", ["m2"], ["㎡"]),
    ],
)
def test_hits_are_the_stored_text(text, terms, hits):
    assert [text[start:end] for start, end in find(text, terms)] == hits
