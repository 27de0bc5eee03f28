"""`python -m kouan.torture`, which is `make torture`: all parts, or the one that is named.

Each part bounds how much it tries and for how long, uses nothing but this machine, and begins with a fixed seed, so
that what it finds can be found again.
"""

from pathlib import Path

import click

from kouan.torture.outcome import Outcome, keep

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
def server(root: Path) -> int:
    """Send requests that were made to hurt."""
    return keep(root, "server", Outcome({}))


if __name__ == "__main__":
    main()
