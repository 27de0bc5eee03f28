"""layout.json: where the characters of passages stand in the stored documents."""

import json

import pytest

from kouan.clean import clean
from kouan.errors import KouanError
from kouan.publish.layout import LAYOUT_FILE, document_layout, publish_layout

STORED = "一、总\n体要求\n\n| 全国 | 陕西 |\n| 313 | 1 |\n"


def passage(text, start, end):
    return {"passage_id": "p", "text": text, "char_start": start, "char_end": end}


def test_runs_are_what_is_left_out_and_kept_in_turn():
    cleaned = clean(STORED)
    texts = [(block.start, block.end) for block in cleaned.blocks]
    rows = [passage(cleaned.text[a:b], cleaned.positions[a], cleaned.positions[b - 1] + 1) for a, b in texts]
    layout = document_layout(rows, cleaned, "0" * 64)
    places, reached = [], 0
    for left_out, kept in zip(layout["runs"][::2], layout["runs"][1::2], strict=True):
        places += range(reached + left_out, reached + left_out + kept)
        reached += left_out + kept
    assert "".join(STORED[place] for place in places) == "".join(row["text"] for row in rows)
    assert [STORED[place : place + 2] for place in layout["rows"]] == ["全国", "31"]


def test_a_passage_that_is_not_what_its_span_holds_is_an_error():
    with pytest.raises(KouanError, match=r"row p: \[0, 5\) does not read as its text"):
        document_layout([passage("别的文字", 0, 5)], clean(STORED), "0" * 64)


def test_the_file_has_every_document_and_the_same_bytes_each_time(made, plans, tmp_path):
    documents = {document_id: plan.clean for document_id, plan in plans.items()}
    for folder in ("one", "two"):
        publish_layout(made, documents, tmp_path / folder)
    first, second = ((tmp_path / folder / LAYOUT_FILE).read_bytes() for folder in ("one", "two"))
    assert first == second
    layout = json.loads(first)
    assert {row["document_id"]: row["sha256"] for row in made["documents"]} == {
        document_id: one["sha256"] for document_id, one in layout.items()
    }
