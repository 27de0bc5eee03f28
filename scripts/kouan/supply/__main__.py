"""`python -m kouan.supply`: `audit`, which is `make audit`, and `page`, which `make requirements` ends with."""

from datetime import date
from pathlib import Path

import click

from kouan.errors import KouanError
from kouan.project import Project
from kouan.publish.changes import released_versions
from kouan.supply.advisories import installed_list, list_in
from kouan.supply.audit import audit as audited
from kouan.supply.page import PAGE, dependencies_page
from kouan.supply.pins import DEVELOPMENT, RUNTIME, read_pins
from kouan.supply.weighed import WEIGHED, read_weighed

_ROOT = click.option("--root", default=".", type=click.Path(path_type=Path), help="The project.")


@click.group()
def main() -> None:
    """Look after what Kouan is made with."""


@main.command()
@_ROOT
@click.option("--advisories", type=click.Path(path_type=Path), help="A newer list: a clone of pypa/advisory-database.")
def audit(root: Path, advisories: Path | None) -> None:
    """Compare the pinned dependencies with known vulnerabilities, offline; exit with 1 where one is affected."""
    try:
        project = Project(root)
        version = released_versions(project.package(), root / "CHANGELOG.md")[0]
        pins = (*read_pins(root / RUNTIME), *read_pins(root / DEVELOPMENT))
        lists = [installed_list(), *([list_in(advisories, {pin.name for pin in pins})] if advisories else [])]
        weighed = read_weighed(root / WEIGHED)
        result = audited(pins, lists, weighed, date.fromisoformat(version.date))
    except KouanError as error:
        click.echo(f"audit: {error}", err=True)
        raise SystemExit(2) from None
    click.echo("\n".join(result.lines()))
    raise SystemExit(int(not result.is_clean))


@main.command()
@_ROOT
def page(root: Path) -> None:
    """Write docs/dependencies.md anew."""
    try:
        (root / PAGE).write_text(dependencies_page(root), encoding="utf-8")
    except KouanError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
