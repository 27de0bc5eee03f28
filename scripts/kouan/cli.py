"""The command `kouan`."""

import csv
import io
from pathlib import Path
from typing import Any

import click

from kouan.errors import KouanError
from kouan.project import Project

_SHOWN = 20
"""How many findings are shown."""

_HERE = Path(__file__).resolve().parents[2]


class _Command(click.Group):
    """A group whose commands tell people what is wrong in one message, with exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KouanError as error:
            click.echo(f"kouan: {error}", err=True)
            ctx.exit(2)


@click.group(cls=_Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="kouan")
def main() -> None:
    """Turn Chinese government plans about ports of entry into validated open data.

    \b
    kouan build                         read datasets/documents, write all tables and outputs
    kouan build --engine local          read any number of documents, write build/partitions; or on many machines
    kouan extract plan.txt -o out       read any plan, write the same tables for it as CSV
    kouan add plan.pdf                  add a plan to the project: text, lists, what is to be reviewed
    kouan validate                      check datapackage.json, datasets/*.csv and the documents against each other
    kouan mutants                       put faults into the data, write docs/mutants.md: which are caught
    kouan measure                       compare with tests/gold, write datasets/reference/quality.csv
    kouan diff OLD NEW                  say what changed between two releases
    kouan release                       build, then write build/release/VERSION with every format and sums
    kouan publish FOLDER                put the release into a folder for a static host, with an index of versions
    kouan docs                          write build/docs, a small site of the documents for people
    kouan verify RELEASE                check a downloaded release by itself, offline
    kouan serve                         serve build/kouan.db on 127.0.0.1:8001
    """  # noqa: D301 - click takes \b for a paragraph that keeps its lines


def _root(_: click.Context, __: click.Parameter, value: Path | None) -> Project:
    root = value or (Path.cwd() if Path("datapackage.json").is_file() else _HERE)
    if not (root / "datapackage.json").is_file():
        message = f"{root}: there is no datapackage.json. Run this in the project's folder, or name it with --root."
        raise KouanError(message)
    return Project(root)


_project = click.option(
    "--root", "project", type=click.Path(path_type=Path), callback=_root, help="The project's folder, if not this one."
)


@main.command("build")
@click.option(
    "--engine", help="Build partitions: `local` with this machine's processors, or a Dask scheduler's address."
)
@click.option("--documents", help="The folder or address of the documents for partitions, if not the project's own.")
@click.option("--partitions", help="The folder or address for partitions, if not build/partitions.")
@_project
def build_command(engine: str | None, documents: str | None, partitions: str | None, project: Project) -> None:
    """Build all outputs from the documents, the reference lists and the corrections.

    With any of the options but --root, the tables of any number of documents are built instead, as partitioned Parquet
    alone, with the project's lists: kouan build --engine tcp://host:8786 --documents s3://plans --partitions s3://out.
    A document's id is its file's stem. Addresses are those that pyarrow or fsspec know.
    """
    from kouan.build import build, summary

    if engine or documents or partitions:
        from kouan.scale import build_partitions, open_engine

        with open_engine(engine or "local") as opened:
            folder = partitions or str(project.build / "partitions")
            build_partitions(project, documents or str(project.documents), folder, opened, click.echo)
        return

    tables = build(project, click.echo)
    click.echo(f"\n{summary(tables, project.package())}\n")
    click.echo("Next: `make serve` shows the data on http://127.0.0.1:8001, `make test` runs every test.")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--output", "-o", required=True, type=click.Path(path_type=Path), help="The folder for the tables and texts."
)
@_project
def extract(files: tuple[Path, ...], output: Path, project: Project) -> None:
    """Read any plans, registered or not, and write the tables for them as CSV files, each plan's text beside them.

    A plan may be a .txt in any usual encoding, .html, .pdf or .docx. A document's id is its file's stem. Spans count
    the characters of <id>.txt, the text that was read. Only code reads here: corrections by people are not applied,
    nothing is masked.
    """
    from kouan.any_plans import extract_plans

    for note in extract_plans(files, output, project, click.echo):
        click.echo(note, err=True)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--id", "document_id", help="The document's id, if not the one found: region, subject and year.")
@click.option("--title-en", help="The title in English, if you have it at hand.")
@click.option("--dry-run", is_flag=True, help="Show everything and write nothing.")
@_project
def add(file: Path, document_id: str | None, title_en: str | None, dry_run: bool, project: Project) -> None:
    """Add a plan to the project: a .txt in any usual encoding, .html, .pdf or .docx.

    Its text is masked and stored, the lists get the rows that they lack, and what is to be reviewed is shown. All files
    are written or none.
    """
    from kouan.add import propose_addition
    from kouan.publish.switch import switched, write_files

    if dry_run:
        addition = propose_addition(project, file, document_id, title_en)
        click.echo("\n".join([*addition.lines, "\nNothing was written: --dry-run."]))
        return
    with switched(project.root, project.build, click.echo) as staging:
        addition = propose_addition(project, file, document_id, title_en)
        write_files(staging, {str(path.relative_to(project.root)): text for path, text in addition.files.items()})
    click.echo("\n".join(addition.lines))


@main.command("validate")
@_project
def validate_command(project: Project) -> None:
    """Check the descriptor and every table: schema, keys, spans, rules; then read the documents anew and compare.

    Exits with 1 where something is wrong.
    """
    from kouan.reread import validate_project

    report = validate_project(project)
    click.echo(str(report))
    if not report.is_valid:
        raise SystemExit(1)


@main.command("docs")
@_project
def docs_command(project: Project) -> None:
    """Write build/docs: the documents for people and the data dictionary as pages that need no server."""
    from kouan.docs_site import publish_docs

    made = publish_docs(project, project.build / "docs")
    click.echo(f"docs      {len(made)} files; begin with build/docs/index.html")


@main.command("release")
@_project
def release_command(project: Project) -> None:
    """Build, then write build/release/VERSION: every format, described, compared with the last release, and summed.

    The version is that of datapackage.json. The release appears whole or not at all.
    """
    from kouan.build import build
    from kouan.release.make import make_release

    build(project, click.echo)
    make_release(project, click.echo)


@main.command("mutants")
@_project
def mutants_command(project: Project) -> None:
    """Put faults into the tables and the descriptor, one at a time, and write docs/mutants.md: which are caught.

    Takes minutes. Exits with 1 where too many slip through.
    """
    from kouan.mutants import KINDS, LEAST_SHARE, Verdict, as_markdown, judge_all, share_caught

    verdicts: list[Verdict] = []
    for verdict in judge_all(project):
        if not verdicts or verdicts[-1].kind != verdict.kind:
            click.echo(verdict.kind)
        if not verdict.is_caught:
            click.echo(f"  slips through: {verdict.place}")
        verdicts.append(verdict)
    (project.root / "docs" / "mutants.md").write_text(as_markdown(verdicts), encoding="utf-8")
    share = share_caught(verdicts)
    click.echo(f"\n{len(verdicts)} mutants of {len(KINDS)} kinds, {share:.1%} caught; see docs/mutants.md")
    if share < LEAST_SHARE:
        raise SystemExit(1)


@main.command("measure")
@click.option(
    "--corpus", type=click.Path(path_type=Path), help="The folder of the annotated texts outside the data set."
)
@_project
def measure_command(project: Project, corpus: Path | None) -> None:
    """Measure accuracy against the annotation in tests/gold and write datasets/reference/quality.csv.

    Without --corpus, the figures for texts outside the data set stay as they were last measured.
    """
    from kouan.measure import quality_csv
    from kouan.measure.report import report
    from kouan.measure.samples import measure_corpus, measure_data_set

    measured = measure_data_set(project)
    kept = [row for row in project.reference()["quality"] if row["sample"] != "data_set"] if corpus is None else []
    text = quality_csv(measured + (measure_corpus(project, corpus) if corpus else []), kept)
    (project.datasets / "reference" / "quality.csv").write_text(text, encoding="utf-8")
    click.echo("\n".join(report(csv.DictReader(io.StringIO(text)))))


@main.command("publish")
@click.argument("folder", type=click.Path(path_type=Path))
@_project
def publish_command(folder: Path, project: Project) -> None:
    """Put the release in build/release into FOLDER/VERSION, the newest into FOLDER/latest, and write an index of all.

    FOLDER can be served by any static host, or copied to any object store. A published version never changes.
    """
    from kouan.hosting import publish_release

    publish_release(project, folder, click.echo)


@main.command("diff")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(path_type=Path), help="A folder for diff.txt, diff.json and diff.html.")
def diff_command(old: Path, new: Path, output: Path | None) -> None:
    """Say what changed between two releases: tables, columns, and rows by key and column, with old and new values.

    OLD and NEW are folders of releases, or projects that are built: each holds a datapackage.json beside its tables.
    """
    from kouan.diff import as_text, compare, diff_files
    from kouan.publish.files import replace_files

    diff = compare(old, new)
    if output is not None:
        try:
            replace_files(output, diff_files(diff))
        except OSError as error:
            message = f"{output}: it cannot be written ({error.strerror}). Give a folder that you may write to."
            raise KouanError(message) from None
    click.echo(as_text(diff), nl=False)


@main.command("verify")
@click.argument("release", type=click.Path(path_type=Path))
@click.option("--rebuild", is_flag=True, help="Also make the tables again from the documents.")
def verify_command(release: Path, rebuild: bool) -> None:
    """Check a downloaded release by itself: sums, schema, keys, quotes, formats, descriptions.

    RELEASE is its folder, or the zip of the data package. Nothing is fetched. Says what was checked and how much of it;
    exits with 1 at the first kind of lie, naming file, row and column, and with 2 where there is no release to check.
    """
    from kouan.verify import verify

    found = verify(release, click.echo, rebuild=rebuild)
    for finding in found[:_SHOWN]:
        click.echo(str(finding))
    if len(found) > _SHOWN:
        click.echo(f"… and {len(found) - _SHOWN} more of this kind")
    if found:
        raise SystemExit(1)
    click.echo(f"{release}: everything is as it ought to be")


@main.command()
@click.option("--port", default=8001, show_default=True, help="The port to listen on.")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; 0.0.0.0 is every one there is."
)
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes; one per processor.")
@click.option(
    "--cache",
    "cache_megabytes",
    default=64,
    show_default=True,
    type=click.IntRange(0),
    help="Megabytes of memory, for each worker, in which answers are kept; 0 keeps none.",
)
@_project
def serve(project: Project, port: int, host: str, workers: int, cache_megabytes: int) -> None:
    """Serve the built database with Datasette. Nothing is written."""
    from kouan.serve import serve_site

    serve_site(project.root, port, host, workers, cache_megabytes)


if __name__ == "__main__":
    main(prog_name="kouan")
