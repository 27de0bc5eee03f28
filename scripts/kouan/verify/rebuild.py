"""The tables against the documents: made again from the texts, the lists and the corrections of the release."""

import shutil

from kouan.project import Project
from kouan.publish import publish_csv, read_table
from kouan.reread import read_anew
from kouan.verify.agreement import rows_agree
from kouan.verify.findings import Checked
from kouan.verify.release import SOURCE, Release


def check_rebuild(release: Release) -> Checked:
    """Make all tables again with the code that is installed, and compare them with those of the release."""
    project = Project(release.scratch / SOURCE)
    shutil.copytree(release.folder / SOURCE, project.root)
    shutil.copytree(release.folder / "documents", project.documents)
    package, tables, findings = project.package(), read_anew(project), []
    publish_csv(tables, package, project.datasets)
    for table in package.tables:
        # As it is read back: 3 and 3.0 are the same cell.
        wanted = read_table(project.root / table.path, table)
        cells = [[row[name] for name in table.column_names] for row in release.tables[table.name]]
        file = f"csv/{table.name}.csv"
        findings += rows_agree(file, table, wanted, cells, "the documents give the former")
    rows = sum(len(rows) for rows in tables.values())
    return Checked(f"{rows:,} rows made again from {len(tables['documents'])} documents", tuple(findings))
