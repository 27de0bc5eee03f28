"""The faults themselves, the verdicts on some of them, and the page that says what is caught."""

import re
import shutil
from itertools import pairwise

import pytest
from click.testing import CliRunner

from kouan.cli import main
from kouan.errors import KouanError
from kouan.mutants import KINDS, LEAST_SHARE, MOST, Mutant, Verdict, as_markdown, judge, judge_all, read_sound
from kouan.mutants.mutant import spread

# Kinds of which a mutant is judged here: one of each group, caught as it stands, by reading alone, or not at all.
CAUGHT = (
    "reference to nothing",
    "row lost",
    "base unit of another quantity",
    "span moved by one character",
    "CRLF",
    "unit dropped",
)
CAUGHT_BY_READING = "leaders made to share"
SLIPS = "two columns with each other's description"


@pytest.fixture(scope="module")
def sound(data):
    return read_sound(data)


@pytest.fixture(scope="module")
def mutants(sound):
    """All mutants by kind."""
    return {kind.name: kind.mutants(sound, MOST) for kind in KINDS}


@pytest.fixture(scope="module")
def page(data):
    return (data.root / "docs" / "mutants.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def figures(page):
    """The figures of the page by kind: mutants, caught, caught as they stand."""
    rows = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \|$", page, re.MULTILINE)
    return {kind: tuple(int(number) for number in numbers) for kind, *numbers in rows}


@pytest.fixture
def published(sound, copy_data, tmp_path):
    """A copy of the project with its tables."""
    project = copy_data(tmp_path / "copy")
    for path, content in sound.files.items():
        (project.root / path).write_bytes(content)
    return project


# --- the faults


def test_there_are_kinds_enough_and_each_has_a_name_of_its_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 40


def test_every_kind_has_mutants_in_different_places(mutants):
    for kind, made in mutants.items():
        assert 1 <= len(made) <= MOST, kind
        assert len({mutant.place for mutant in made}) == len(made), kind
        assert {mutant.kind for mutant in made} == {kind}


def test_every_mutant_differs_from_the_sound_data(mutants, sound):
    for made in mutants.values():
        for mutant in made:
            assert any(sound.files.get(path) != content for path, content in mutant.change.items()), mutant.place


def test_mutants_are_the_same_every_time(sound, mutants, data):
    again = read_sound(data)
    for kind in KINDS[::25]:
        assert kind.mutants(again, MOST) == mutants[kind.name]


def test_making_mutants_leaves_the_sound_data_alone(sound, mutants, data):
    assert read_sound(data) == sound


def test_places_are_spread_over_tables_and_columns(mutants):
    tables = {mutant.place.split()[0] for made in mutants.values() for mutant in made}
    assert {"targets", "tasks", "passages", "agencies", "quality", "divisions", "datapackage.json,"} <= tables
    columns = {mutant.place.rpartition(", ")[2] for mutant in mutants["value of another row"]}
    assert len(columns) == MOST


@pytest.mark.parametrize("number", [1, 2, 7, 50, 1417])
def test_any_beginning_of_the_order_is_spread_evenly(number):
    order = spread(range(number))
    assert sorted(order) == list(range(number))
    for taken in (4, 20):
        gaps = sorted({-1, *order[:taken], number})
        assert max(after - before for before, after in pairwise(gaps)) <= 3 * number / taken + 1


# --- the verdicts


def test_sound_data_are_not_taken_for_a_fault(data, sound, mutants):
    """Before and after another file was changed: each mutant has one fault only."""
    same = Mutant("none", "tasks", {"datasets/tasks.csv": sound.files["datasets/tasks.csv"]})
    verdicts = judge(data, [same, mutants["file missing"][0], mutants["file that is not described"][0], same])
    assert [verdict.is_caught for verdict in verdicts] == [False, True, True, False]


@pytest.mark.parametrize("kind", CAUGHT)
def test_faults_that_the_files_show_are_caught(data, mutants, figures, kind):
    (verdict,) = judge(data, mutants[kind][-1:])
    assert verdict.is_caught_as_it_stands
    assert figures[kind][0] == figures[kind][2]


def test_faults_that_the_files_hide_are_caught_by_reading(data, mutants, figures):
    (verdict,) = judge(data, mutants[CAUGHT_BY_READING][:1])
    assert (verdict.is_caught, verdict.is_caught_as_it_stands) == (True, False)
    assert figures[CAUGHT_BY_READING][:2] == (MOST, MOST)
    assert figures[CAUGHT_BY_READING][2] < MOST


def test_what_slips_through_is_told(data, mutants, page):
    (verdict,) = judge(data, mutants[SLIPS][:1])
    assert not verdict.is_caught
    assert f"- {SLIPS}: {mutants[SLIPS][0].place}\n" in page


@pytest.mark.parametrize(("kind", "exit_code"), [("row lost", 1), (CAUGHT_BY_READING, 1), (SLIPS, 0)])
def test_the_verdict_is_that_of_the_command(published, mutants, kind, exit_code):
    for path, content in mutants[kind][0].change.items():
        (published.root / path).write_bytes(content)
    assert CliRunner().invoke(main, ["validate", "--root", str(published.root)]).exit_code == exit_code


def test_data_that_are_not_sound_are_refused(small):
    shutil.copyfile(small.datasets / "ports.csv", small.datasets / "stray.csv")
    with pytest.raises(KouanError, match="not valid as it is"):
        next(judge_all(small))


# --- the page


def test_the_page_has_every_kind_with_its_mutants(figures, mutants):
    """Where this fails, run `make mutants` and commit the page."""
    assert {kind: numbers[0] for kind, numbers in figures.items()} == {
        kind: len(made) for kind, made in mutants.items()
    }


def test_the_page_says_that_enough_is_caught_and_what_is_not(page, figures):
    made, caught, standing = (sum(numbers[place] for numbers in figures.values()) for place in range(3))
    assert caught / made >= LEAST_SHARE
    assert standing <= caught
    assert f"{made:,} mutants of {len(figures)} kinds: **{caught:,} are caught, {caught / made:.1%}**" in page
    slipped = re.findall(r"^- (.+?): ", page, re.MULTILINE)
    assert len(slipped) == made - caught
    assert {kind for kind, numbers in figures.items() if numbers[0] > numbers[1]} == set(slipped)


def test_the_page_counts_verdicts():
    verdicts = [
        Verdict("row lost", "tasks a", is_caught=True, is_caught_as_it_stands=True),
        Verdict("row lost", "tasks b", is_caught=True, is_caught_as_it_stands=False),
        Verdict("CRLF", "datasets/tasks.csv", is_caught=False, is_caught_as_it_stands=False),
        Verdict("CRLF", "datasets/ports.csv", is_caught=True, is_caught_as_it_stands=True),
    ]
    text = as_markdown(verdicts)
    assert "4 mutants of 2 kinds: **3 are caught, 75.0%**; 2 as they stand, 50.0%.\n" in text
    assert "| row lost | 2 | 2 | 1 |\n" in text
    assert "| CRLF | 2 | 1 | 1 |\n" in text
    assert text.endswith("- CRLF: datasets/tasks.csv\n")
    assert "\nNothing.\n" in as_markdown(verdicts[:2])
