"""Describes a release in the standards that tools read, all from datapackage.json; each standard has a module."""

from collections.abc import Sequence

from kouan.describe.croissant import croissant
from kouan.describe.csvw import csvw
from kouan.describe.data_package import package_descriptor
from kouan.describe.dcat import dcat
from kouan.describe.released import Released, json_bytes
from kouan.describe.schema_org import schema_org
from kouan.publish.changes import Version
from kouan.release.files import ReleasedFile
from kouan.schema import Package

__all__ = ["descriptions", "package_descriptor"]


def descriptions(package: Package, version: Version, files: Sequence[ReleasedFile]) -> dict[str, bytes]:
    """Return the descriptions of a release by the names of their files.

    The files are those that a reader may want to take, without the descriptions themselves. The same files give the
    same bytes. KouanError where a table of the package has no CSV or no Parquet file among them.
    """
    released = Released(package, version, tuple(sorted(files, key=lambda file: file.path)))
    return {
        "croissant.json": json_bytes(croissant(released)),
        "csvw.json": json_bytes(csvw(released)),
        "dcat.jsonld": json_bytes(dcat(released)),
        "schema.jsonld": json_bytes(schema_org(released)),
    }
