"""The benchmark runs, on a few passages, and what it makes is what it says."""

import json
import shutil
import sqlite3
from collections import Counter
from contextlib import closing

import pytest
from click.testing import CliRunner

from kouan.bench import roapi
from kouan.bench.__main__ import main
from kouan.bench.corpus import made_passages, read_grammar
from kouan.bench.database import make_database
from kouan.publish.folding import fold
from kouan.publish.search_terms import match_expression

COUNT = 3_000
ROAPI_IF_THERE = {"ROAPI"} if roapi.PROGRAM.is_file() else set()


@pytest.fixture(scope="module")
def grammar(made):
    return read_grammar(made["passages"], made["divisions"])


def test_the_same_number_of_passages_is_the_same_passages(grammar):
    first = list(made_passages(grammar, 200))
    assert list(made_passages(grammar, 200)) == first
    assert len({row["passage_id"] for row in first}) == 200
    assert all(row["char_end"] - row["char_start"] == len(row["text"]) for row in first)


def test_words_are_as_frequent_as_in_the_documents(grammar, made):
    texts = [row["text"] for row in made["passages"] if row["kind"] in {"paragraph", "item", "box", "heading", "title"}]
    shares = Counter()
    for name, rows in (("documents", texts), ("made", [row["text"] for row in made_passages(grammar, COUNT)])):
        for word in ("口岸", "铁路", "发展"):
            shares[name, word] = sum(text.count(word) for text in rows) / sum(map(len, rows))
    for word in ("口岸", "铁路", "发展"):
        assert 0.7 < shares["made", word] / shares["documents", word] < 1.4
    # Names are others.
    assert not any("合肥" in row["text"] for row in made_passages(grammar, COUNT))


def test_the_made_index_finds_what_a_scan_finds(build, tmp_path):
    made = make_database(build, tmp_path / "made", COUNT, lambda _: None)
    assert made.index_bytes / made.text_bytes < 2.5
    with closing(sqlite3.connect(tmp_path / "made" / "kouan.db")) as connection:
        texts = {rowid: fold(text) for rowid, text in connection.execute("select rowid, text from passages")}
        assert len(texts) == COUNT
        for word in ("口", "口岸", "中欧班列", "海关 铁路", '"口岸、铁路"'):
            scanned = {rowid for rowid, text in texts.items() if all(part in text for part in _parts(word))}
            query = "select rowid from passages_fts where passages_fts match ?"
            assert {row[0] for row in connection.execute(query, [match_expression(word)])} == scanned


def _parts(word):
    return [fold(word)] if word.startswith('"') else word.split()


def test_the_benchmark_runs_and_writes_its_figures(build, tmp_path):
    root = tmp_path / "project"
    shutil.copytree(build, root / "build", ignore=shutil.ignore_patterns("bench", "release", "docs"))
    shutil.copyfile(build.parent / "datapackage.json", root / "datapackage.json")
    arguments = [
        "--root",
        str(root),
        "--passages",
        str(COUNT),
        "--repeats",
        "1",
        "--seconds",
        "0.05",
        "--documents",
        "0",
    ]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    result = json.loads((root / "build" / "bench.json").read_text(encoding="utf-8"))
    assert result["search"]["made"]["passages"] == COUNT
    kinds = result["search"]["milliseconds"]
    assert set(kinds) == {"one character", "two characters", "four characters", "two words", "a phrase"}
    for kind, ways in kinds.items():
        assert result["search"]["queries"][kind]
        assert set(ways) == {"table JSON", "search page", "LIKE"}
        assert all(0 < one["p50"] <= one["p95"] for one in ways.values())
        assert kind in done.output
    for kind, ways in result["asking"]["kinds"].items():
        asked = {"document page": set(), "table HTML": {"stock"}}.get(kind, {"stock", *ROAPI_IF_THERE})
        assert set(ways) == {"cold", "warm", *asked}
        assert all(one["per_second"]["median"] > 0 and one["p95"]["least"] > 0 for one in ways.values())
        assert kind in done.output
    assert set(result["asking"]["memory_megabytes"]) == {"stock", "cold", "warm", *ROAPI_IF_THERE}
    assert set(result["workers"]["workers"]) == {"1", "2"}
    assert result["workers"]["two_to_one"] > 0
