"""What people type becomes terms, and an expression that FTS5 takes whatever they are."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kouan.publish.search_terms import LONGEST_QUERY, MOST_TERMS, match_expression, search_terms


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("口岸", ["口岸"]),
        ("合肥 \u3000海关\n铁路", ["合肥", "海关", "铁路"]),
        ('"free trade" 口岸', ["free trade", "口岸"]),
        ('"free trade', ["free trade"]),
        ("“自由 贸易”港", ["自由 贸易", "港"]),
        ("＂自由 贸易＂港", ["自由 贸易", "港"]),
        ("「自由 贸易」", ["自由 贸易"]),
        ("“自由 贸易", ["自由 贸易"]),
        ('合肥"free trade"区', ["合肥", "free trade", "区"]),
        # Within a word, Chinese quotation marks are what the text has there.
        ("推进“一带一路”建设", ["推进 一带一路 建设"]),
        ("口岸 口 岸 口岸", ["口岸"]),
        ("口岸开放 海关 开放", ["口岸开放", "海关"]),
        ("free e free", ["free"]),
        ("口岸 OR NOT *", ["口岸", "or", "not"]),
        ("title:口岸^2", ["title 口岸 2"]),
        ("NEAR(口岸 海关)", ["near 口岸", "海关"]),
        ("", []),
        (' "" “” 。 😀', []),
    ],
)
def test_query_becomes_terms(query, terms):
    assert list(search_terms(query).terms) == terms


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("口", '"口" *'),
        ("口岸", '"口岸"'),
        ("合肥海关", '"合肥 肥海 海关"'),
        ("合肥 海关", '"合肥" "海关"'),
        ("LNG", '"ln ng"'),
        ("5G网络", '"5g g网 网络"'),
        ("2025年", '"20 02 25 5年"'),
        ("11.6", '"11 1． ．6"'),
        ("口岸、铁", '"口岸 岸 铁" *'),
        ("Free Trade", '"fr re ee" "tr ra ad de"'),
        ('"Free Trade"', '"fr re ee e tr ra ad de"'),
        ("，。", '""'),
        ("", '""'),
    ],
)
def test_query_becomes_an_expression(query, expression):
    assert match_expression(query) == expression


def test_only_the_beginning_of_a_long_query_counts():
    assert not search_terms("口" * LONGEST_QUERY).is_cut
    cut = search_terms("口" * LONGEST_QUERY + "岸")
    assert (cut.terms, cut.is_cut) == (("口" * LONGEST_QUERY,), True)
    words = search_terms(" ".join(chr(0x4E00 + number) for number in range(MOST_TERMS + 1)))
    assert (len(words.terms), words.is_cut) == (MOST_TERMS, True)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE lines USING fts5(a, b, tokenize='ascii')")
        connection.execute("INSERT INTO lines VALUES ('口岸 岸', 'ln ng g')")
        yield connection


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.sampled_from("口岸5G\"'“”「*()^:-+ANDORNEAR{} \t\n，。.%\\\x00é𠮷\ud800") | st.characters(), max_size=60)
    | st.text(max_size=2000)
)
def test_no_query_is_an_error(index, query):
    expression = match_expression(query)
    index.execute("SELECT rowid FROM lines WHERE lines MATCH ?", (expression,)).fetchall()
    index.execute("SELECT rowid FROM lines WHERE b MATCH ?", (expression,)).fetchall()
