"""What came out of one part of the torture, and the file that keeps the last outcome of each: build/torture.json."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kouan.bench.__main__ import machine

_SHOWN = 20


@dataclass(frozen=True)
class Outcome:
    """What one part tried and found.

    Attributes:
        figures: How much was tried, and what was measured, by name.
        faults: What should not have happened, each in words with what repeats it; none where all held.
    """

    figures: Mapping[str, Any]
    faults: tuple[str, ...] = ()


def together(outcomes: Mapping[str, Outcome]) -> Outcome:
    """Return outcomes as one, with the figures of each under its name."""
    figures = {name: outcome.figures for name, outcome in outcomes.items()}
    return Outcome(figures, tuple(fault for outcome in outcomes.values() for fault in outcome.faults))


def keep(root: Path, part: str, outcome: Outcome) -> int:
    """Print an outcome, put it in the place of the last one of that part, and return how many faults it has."""
    path = root / "build" / "torture.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    kept[part] = {"machine": machine(), **outcome.figures, "faults": list(outcome.faults)}
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    for name, value in outcome.figures.items():
        click.echo(f"{part:<10}{name}: {json.dumps(value, ensure_ascii=False)}")
    for fault in outcome.faults[:_SHOWN]:
        click.echo(f"{part:<10}FAULT {fault}")
    click.echo(f"{part:<10}{len(outcome.faults)} faults; wrote {path}")
    return len(outcome.faults)
