"""`python -m kouan.torture`, which is `make torture`: all parts, or the one that is named.

Each part bounds how much it tries and for how long, uses nothing but this machine, and begins with a fixed seed, so
that what it finds can be found again.
"""

import os
from pathlib import Path

import click

from kouan.torture.builds import torture_builds
from kouan.torture.crowd import crowd_around
from kouan.torture.described import torment_as_described
from kouan.torture.documents import torture_documents
from kouan.torture.outcome import keep, together
from kouan.torture.server import attack_all, torment
from kouan.torture.soak import soak

_MOST_SECONDS = 1_800.0
# Requests of a kind, allowed or not, to each path of the description.
_EXAMPLES = 8
_CLIENTS, _CROWD_SECONDS = 200, 30.0
_ROOT = click.option("--root", default=".", type=click.Path(path_type=Path), help="The project, built.")


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> int:
    """Try to break the server, the build and the reading of documents."""
    if context.invoked_subcommand:
        return 0
    return sum(context.invoke(part) for part in main.commands.values())


@main.result_callback()
def leave(faults: int) -> None:
    """Exit with 1 where something should not have happened."""
    raise SystemExit(int(faults > 0))


@main.command()
@_ROOT
@click.option("--count", default=20_000, show_default=True, help="How many requests of the grammar.")
@click.option("--soak", "seconds", default=600, show_default=True, help="For how many seconds its memory is watched.")
def server(root: Path, count: int, seconds: int) -> int:
    """Send requests that were made to hurt."""
    parts = {
        "attacks": attack_all(root),
        "grammar": torment(root, count, _MOST_SECONDS),
        "description": torment_as_described(root, _EXAMPLES),
        "crowd": crowd_around(root, _CLIENTS, _CROWD_SECONDS),
        "soak": soak(root, seconds),
    }
    return keep(root, "server", together(parts))


@main.command()
@_ROOT
@click.option("--kills", default=100, show_default=True, help="How often the build is killed.")
@click.option("--seed", default=1, show_default=True, help="Chooses the moments.")
def build(root: Path, kills: int, seed: int) -> int:
    """Kill and hinder the commands that write."""
    return keep(root, "build", torture_builds(root, kills, kills // 5, seed))


@main.command()
@_ROOT
@click.option("--count", default=50_000, show_default=True, help="How many documents.")
@click.option("--seed", default=1, show_default=True, help="Chooses what is done to them.")
def documents(root: Path, count: int, seed: int) -> int:
    """Read documents that nobody would write."""
    return keep(root, "documents", torture_documents(root, count, seed, os.cpu_count() or 1, is_timed=True))


if __name__ == "__main__":
    main()
