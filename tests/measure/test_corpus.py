"""Annotated texts outside the data set: only their annotation is in the project."""

import csv
import hashlib
import json
import re

import pytest

from kouan.errors import KouanError
from kouan.measure.corpus import read_corpus
from kouan.measure.samples import measure_corpus

TEXT = """青海省口岸工作要点
一、开放
1．到2027年，建成边境监管场所3个以上。（责任单位：省商务厅，配合单位：西宁海关）
"""


@pytest.fixture
def elsewhere(small, tmp_path):
    """A project whose annotation holds one text outside it, and the folder of that text."""
    annotation = small.root / "tests" / "gold" / "corpus"
    annotation.mkdir(parents=True)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "qh_kouan.txt").write_text(TEXT, encoding="utf-8")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    (annotation / "documents.csv").write_text(f"document_id,file,sha256\nqh_kouan,qh_kouan.txt,{sha256}\n", "utf-8")
    (annotation / "methods.csv").write_text(
        "document_id,table_name,sample,method\nqh_kouan,targets,held_out,held_out_annotation\n", "utf-8"
    )
    start = TEXT.index("监管场所3个")
    row = {"task": "1", "span": [start, start + 6], "comparator": "ge", "value": 3, "value_max": None, "unit": "个"}
    row |= {"deadline": "2027", "period": "by_deadline"}
    (annotation / "qh_kouan.targets.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    return small, tmp_path / "texts"


def test_a_text_is_measured_by_spans(elsewhere):
    project, texts = elsewhere
    scores = {one.column: one for one in measure_corpus(project, texts)}
    assert (scores[""].sample, scores[""].document, scores[""].method) == (
        "held_out",
        "qh_kouan",
        "held_out_annotation",
    )
    assert {(one.score.annotated, one.score.correct) for one in scores.values()} == {(1, 1)}


def test_a_span_elsewhere_is_another_target(elsewhere):
    project, texts = elsewhere
    path = project.root / "tests" / "gold" / "corpus" / "qh_kouan.targets.jsonl"
    path.write_text(re.sub(r'"span": \[\d+, \d+\]', '"span": [0, 4]', path.read_text("utf-8")), "utf-8")
    whole = next(one.score for one in measure_corpus(project, texts) if not one.column)
    assert (whole.annotated, whole.correct) == (1, 0)


def test_another_text_than_the_annotated_one_is_refused(elsewhere):
    project, texts = elsewhere
    (texts / "qh_kouan.txt").write_text(TEXT.replace("3个", "4个"), encoding="utf-8")
    with pytest.raises(KouanError, match=r"qh_kouan\.txt: it is not the text that was annotated"):
        measure_corpus(project, texts)


def test_a_text_that_is_missing_is_named(elsewhere):
    project, texts = elsewhere
    (texts / "qh_kouan.txt").unlink()
    with pytest.raises(KouanError, match=r"qh_kouan\.txt"):
        read_corpus(project.root / "tests" / "gold" / "corpus", texts)


# --- the annotation in the project


@pytest.fixture(scope="module")
def folder(data):
    return data.root / "tests" / "gold" / "corpus"


def lists(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_annotation_of_other_texts_holds_none_of_their_sentences(folder):
    """Spans stand in for quotes; a title, an indicator or a name is a fact and short."""
    paths = sorted(folder.glob("*.jsonl"))
    assert len(paths) > 25
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert not {"quote", "text", "title"} & row.keys(), path
            assert all(len(value) <= 60 for value in row.values() if isinstance(value, str)), path


def test_every_annotated_text_is_listed_with_its_sample(folder):
    documents = {row["document_id"] for row in lists(folder / "documents.csv")}
    methods = lists(folder / "methods.csv")
    assert {row["document_id"] for row in methods} == documents
    assert {row["sample"] for row in methods} == {"held_out", "development"}
    assert all((row["method"] == "held_out_annotation") == (row["sample"] == "held_out") for row in methods)
    assert {path.name.split(".")[0] for path in folder.glob("*.jsonl")} == documents


def test_there_is_as_much_annotation_as_a_figure_needs(data, folder):
    """600 assignments, 100 targets, 150 mentions of ports and of projects, of at least four texts outside."""
    rows = {
        kind: sum(
            len(path.read_text(encoding="utf-8").splitlines())
            for place in (data.root / "tests" / "gold", folder)
            for path in place.glob(f"*.{kind}.jsonl")
        )
        for kind in ("assignments", "targets", "ports", "projects")
    }
    least = {"assignments": 600, "targets": 100, "ports": 150, "projects": 150}
    assert all(rows[kind] >= count for kind, count in least.items()), rows
    assert len(lists(folder / "documents.csv")) >= 4


def test_figures_of_texts_outside_are_published(data):
    published = lists(data.datasets / "quality.csv")
    held_out = {row["table_name"]: row for row in published if row["sample"] == "held_out" and not row["column_name"]}
    assert {"tasks", "task_assignments", "targets", "project_mentions"} <= held_out.keys()
