"""Documents that nobody would write: a few hundred of those of which `make torture` reads fifty thousand."""

import random

import pytest

from kouan.errors import KouanError
from kouan.read import read_source
from kouan.torture import documents
from kouan.torture.documents import mutants, torture_documents
from kouan.torture.mutations import LONGEST, MUTATIONS

COUNT = 300
SEED = 20261123


def test_each_gives_sound_tables_or_a_message(data):
    outcome = torture_documents(data.root, COUNT, SEED, workers=1, is_timed=False)
    assert outcome.faults == ()
    assert outcome.figures["read"] + outcome.figures["refused with a message"] == COUNT
    assert set(outcome.figures["mutations"]) == set(MUTATIONS)


# One document of each kind of fault that a run of fifty thousand found before it was mended, by its number.
FOUND = {
    367: "a clause that prints a body twice",
    2194: "a box at the end of a task",
    3106: "marks within a body's name",
    4732: "a label in a bracket behind a label without one",
    6872: "a digit of another script",
    9599: "a number before a task that is read as part of its sentence",
    11809: "a clause that names a body in two ways",
    13181: "a quote that begins with a space",
    15291: "a fraction with the digits of a mobile number",
    23521: "a date on day 0",
    23757: "a gap in a table whose rows print no numbers",
    45042: "a number that furniture parts from its task",
}


@pytest.mark.parametrize("number", FOUND)
def test_what_was_found_stays_mended(data, number):
    assert documents.read_documents(data.root, 1, [number], is_timed=False).faults == []


def test_the_same_seed_makes_the_same_documents_whatever_others_are_made(data):
    some = list(mutants(data, range(40), SEED))
    assert some[30:] == list(mutants(data, range(30, 40), SEED))
    assert max(len(mutant.text) for mutant in some) <= LONGEST
    assert any(mutant.stored is not None for mutant in some)


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_mutation_changes_something(name):
    text = "一、扩大开放\n1．到2025年，开通国际航线20条。（责任单位：省商务厅，合肥海关）\n2．建设口岸，\n"
    assert any(MUTATIONS[name](text, random.Random(seed)) != text for seed in range(9))  # noqa: S311
    assert isinstance(MUTATIONS[name]("", random.Random(1)), str)  # noqa: S311 - nothing is left of some


def test_faults_are_seen(data, monkeypatch):
    def fail(source, reference):
        message = "wrong"
        raise ValueError(message)

    monkeypatch.setattr(documents, "read_plan", fail)
    outcome = torture_documents(data.root, 5, SEED, workers=1, is_timed=False)
    assert any(": ValueError in test_documents.py, line " in fault for fault in outcome.faults)
    monkeypatch.undo()
    monkeypatch.setattr(documents, "make_tables", lambda *_: {"passages": []})
    assert torture_documents(data.root, 5, SEED, workers=1, is_timed=False).faults


def test_what_takes_long_is_a_fault(data, monkeypatch):
    monkeypatch.setattr(documents, "_SLOW", 0.0)
    outcome = torture_documents(data.root, 5, SEED, workers=1, is_timed=True)
    assert any("times as long as a sound one" in fault for fault in outcome.faults)


def test_a_gigantic_document_is_refused_by_its_size(tmp_path, monkeypatch):
    path = tmp_path / "plan.txt"
    with path.open("wb") as stream:
        stream.truncate(101 * 2**20)
    with pytest.raises(KouanError, match="it has 101 MB; at most 100 MB are read"):
        read_source(path)
