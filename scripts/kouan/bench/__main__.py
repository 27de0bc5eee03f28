"""`python -m kouan.bench`, which is `make bench`: measures everything, prints it, and writes build/bench.json."""

import json
import os
import platform
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kouan.bench.asking import measure_asking
from kouan.bench.building import measure_building
from kouan.bench.search import measure_search
from kouan.bench.workers import measure_workers

MILLION = 1_000_000


@click.command()
@click.option("--root", default=".", type=click.Path(path_type=Path), help="The project, built.")
@click.option("--passages", default=MILLION, show_default=True, help="How many passages to search.")
@click.option("--repeats", default=3, show_default=True, help="How often each question is asked.")
@click.option("--seconds", default=1.5, show_default=True, help="How long each server is asked one kind of request.")
@click.option("--documents", default=1000, show_default=True, help="How many documents the largest build has; 0 none.")
def main(root: Path, passages: int, repeats: int, seconds: float, documents: int) -> None:
    """Measure, print, and write build/bench.json."""
    build = root / "build"
    asking = measure_asking(root, repeats, seconds, click.echo)
    workers = measure_workers(root, repeats, seconds, click.echo)
    search = measure_search(build, build / "bench" / "search", passages, repeats, click.echo)
    result = {"machine": machine(), "asking": asking, "workers": workers, "search": search}
    if documents:
        counts = [count for count in (10, 100, 1000) if count < documents]
        result["building"] = measure_building(root, build / "bench" / "building", [*counts, documents], click.echo)
    (build / "bench.json").write_text(json.dumps(result, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    click.echo(f"wrote {build / 'bench.json'}")


def machine() -> Mapping[str, Any]:
    """Return what the figures depend on."""
    return {
        "processors": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


if __name__ == "__main__":
    main()
