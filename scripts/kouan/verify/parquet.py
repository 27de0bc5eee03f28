"""Parquet against CSV: types, descriptions and keys in the file, and every value."""

from collections.abc import Iterator, Mapping
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq

from kouan.publish.parquet import arrow_schema, file_metadata, parquet_bytes
from kouan.rows import Value
from kouan.schema import Table
from kouan.verify.agreement import rows_agree
from kouan.verify.findings import Checked, Finding, columns_expected, expected
from kouan.verify.release import Release


def check_parquet(release: Release) -> Checked:
    """Compare the Parquet file of every table with the CSV file."""
    findings, values = [], 0
    for table in release.package.tables:
        findings += _table(release, table)
        values += len(release.tables[table.name]) * len(table.columns)
    return Checked(f"{len(release.package.tables)} files, {values:,} values, types and descriptions", tuple(findings))


def _table(release: Release, table: Table) -> list[Finding]:
    file = f"parquet/{table.name}.parquet"
    path, rows = release.folder / file, release.tables[table.name]
    try:
        content = pq.ParquetFile(path)
        found, writer = content.read(), str(content.metadata.created_by)
        notes = _decoded(content.metadata.metadata)
        findings = [*_schema(file, arrow_schema(release.package, table), content.schema_arrow)]
        cells = [] if findings else [*zip(*(_values(column) for column in found.columns), strict=True)]
    except (pa.ArrowException, OSError, ValueError) as error:
        return [Finding(file, None, None, f"it cannot be read as Parquet ({_line(error)})")]
    findings = findings or rows_agree(file, table, rows, cells)
    findings = findings or [*_metadata(file, "", file_metadata(release.package, table), notes)]
    return findings or _bytes(file, parquet_bytes(release.package, table, rows), path.read_bytes(), writer)


def _bytes(file: str, wanted: bytes, found: bytes, writer: str) -> list[Finding]:
    """Find what changes neither values nor descriptions, where this version of pyarrow wrote the file."""
    if wanted == found or not writer.endswith(f" {pa.__version__}"):
        return []
    place = next((at for at, (one, other) in enumerate(zip(wanted, found, strict=False)) if one != other), None)
    byte = min(len(wanted), len(found)) if place is None else place
    message = f"byte {byte} is not what pyarrow {pa.__version__} writes there, which the file says it was written by"
    return [Finding(file, None, None, message)]


def _schema(file: str, wanted: pa.Schema, found: pa.Schema) -> Iterator[Finding]:
    if wanted.names != found.names:
        yield Finding(file, None, None, columns_expected(wanted.names, found.names))
        return
    for one, other in zip(wanted, found, strict=True):
        place = f"column {one.name}"
        if (one.type, one.nullable) != (other.type, other.nullable):
            yield Finding(file, None, place, f"expected {_type(one)}, found {_type(other)}")
        yield from _metadata(file, f"{place}, ", _decoded(one.metadata), _decoded(other.metadata))
    yield from _metadata(file, "", _decoded(wanted.metadata), _decoded(found.metadata))


def _type(field: pa.Field) -> str:
    return f"{field.type}{'' if field.nullable else ' not null'}"


def _decoded(notes: Mapping[bytes, bytes] | None) -> dict[str, str]:
    """Return metadata as text, without what the formats themselves put there."""
    decoded = {key.decode(): value.decode("utf-8", "replace") for key, value in (notes or {}).items()}
    return {key: value for key, value in decoded.items() if not key.startswith(("PARQUET:", "ARROW:"))}


def _metadata(file: str, place: str, wanted: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Finding]:
    for key in [*wanted, *(key for key in found if key not in wanted)]:
        if wanted.get(key) != found.get(key):
            yield Finding(file, None, f"{place}{key}", expected(wanted.get(key), found.get(key)))


def _values(column: pa.ChunkedArray) -> list[Value]:
    return [value.isoformat() if isinstance(value, date) else value for value in column.to_pylist()]


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
