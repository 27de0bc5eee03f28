"""What the mutants say about the validation, as a page for people."""

from collections.abc import Iterator, Sequence

from kouan.mutants.judge import Verdict
from kouan.mutants.kinds import KINDS
from kouan.mutants.mutant import Kind

LEAST_SHARE = 0.98
"""The share of mutants that the validation has to catch."""

_HEAD = """# What the validation catches

`kouan validate` is tested with faults. Each is put into the sound data set, one at a time, and counts as caught if the
validation finds anything wrong. The places are spread evenly over tables, columns and rows, and are the same every
time. `make mutants` makes this page.

A fault is caught **as it stands** if the published files alone show that something is wrong: their form, keys, spans
and rules. What they cannot show, a row that was changed into another sound one, is caught by reading the documents
anew: every value has to be what the documents, the lists and the corrections give.
"""
_GROUPS = {
    "cells": "Single cells",
    "keys": "Keys and references",
    "rows": "Rows",
    "meaning": "What rows say",
    "spans": "Spans and quotes",
    "files": "Files",
    "descriptor": "The descriptor",
}


def share_caught(verdicts: Sequence[Verdict]) -> float:
    """Return the share of mutants that were caught, from 0 to 1."""
    return sum(verdict.is_caught for verdict in verdicts) / len(verdicts)


def as_markdown(verdicts: Sequence[Verdict]) -> str:
    """Return the page: the figures in all and by kind, and what slips through."""
    return "\n".join([_HEAD, _in_all(verdicts), *_tables(verdicts), *_slipped(verdicts)])


def _in_all(verdicts: Sequence[Verdict]) -> str:
    caught = sum(verdict.is_caught for verdict in verdicts)
    standing = sum(verdict.is_caught_as_it_stands for verdict in verdicts)
    kinds = len({verdict.kind for verdict in verdicts})
    return (
        f"{len(verdicts):,} mutants of {kinds} kinds: **{caught:,} are caught, {caught / len(verdicts):.1%}**; "
        f"{standing:,} as they stand, {standing / len(verdicts):.1%}.\n"
    )


def _tables(verdicts: Sequence[Verdict]) -> Iterator[str]:
    for group, title in _GROUPS.items():
        yield f"## {title}\n\n| kind of fault | mutants | caught | as it stands |\n| --- | --- | --- | --- |"
        yield from (_line(kind, verdicts) for kind in KINDS if kind.group == group)
        yield ""


def _line(kind: Kind, verdicts: Sequence[Verdict]) -> str:
    own = [verdict for verdict in verdicts if verdict.kind == kind.name]
    caught = sum(verdict.is_caught for verdict in own)
    return f"| {kind.name} | {len(own)} | {caught} | {sum(verdict.is_caught_as_it_stands for verdict in own)} |"


def _slipped(verdicts: Sequence[Verdict]) -> Iterator[str]:
    slipped = [verdict for verdict in verdicts if not verdict.is_caught]
    yield "## What slips through\n"
    if not slipped:
        yield "Nothing.\n"
        return
    yield "The data are sound; the contract says less, or something else.\n"
    yield from (f"- {verdict.kind}: {verdict.place}" for verdict in slipped)
    yield ""
