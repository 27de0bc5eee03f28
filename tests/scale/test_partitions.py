"""Partitions hold the rows of the plain build, whatever made them and in whatever order; only whole results count."""

import hashlib
import json

import pyarrow.parquet as pq
import pytest

from kouan.build import make_tables
from kouan.errors import KouanError
from kouan.plan import read_plan
from kouan.read import read_source
from kouan.scale import build_partitions, open_engine
from kouan.scale.joins import join
from kouan.scale.masters import BucketTask
from kouan.scale.records import Job
from kouan.scale.shards import bucket_count, part_of, shard_count


def rows_of(output, table):
    """Return the rows of all parts of a table, sorted, with dates as text."""
    found = [row for path in sorted((output / table.name).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
    return in_order(table, [{name: plain(value) for name, value in row.items()} for row in found])


def plain(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def in_order(table, rows):
    return sorted(rows, key=lambda row: str(row[table.primary_key[0]]))


# --- the same rows


def test_the_projects_own_documents_give_the_published_rows(data, package, made, tmp_path):
    with open_engine(processes=1) as engine:
        manifest = build_partitions(data, str(data.documents), str(tmp_path / "out"), engine, lambda _: None)
    assert manifest["refused"] == []
    for table in package.tables:
        assert rows_of(tmp_path / "out", table) == in_order(table, made[table.name]), table.name
        assert manifest["tables"][table.name] == len(made[table.name])


@pytest.mark.usefixtures("few_in_a_shard")
def test_things_that_no_list_knows_are_merged_as_in_one_process(folder, partitions, reference, package, tmp_path):
    manifest, _ = partitions(folder, tmp_path / "out")
    assert (manifest["shards"], manifest["buckets"], manifest["refused"]) == (8, 4, [])
    plans = [read_plan(read_source(path), reference) for path in sorted(folder.iterdir())]
    alone = make_tables(plans, reference, package)
    unknown = [row["port_id"] for row in alone["ports"] if row["match_status"] == "no_source"]
    documents = {row["port_id"]: set() for row in alone["port_mentions"]}
    for row in alone["port_mentions"]:
        documents[row["port_id"]].add(row["document_id"])
    assert any(len(documents[port_id]) > 1 for port_id in unknown), "some port is named by two documents"
    for table in package.tables:
        assert rows_of(tmp_path / "out", table) == in_order(table, alone[table.name]), table.name


@pytest.mark.usefixtures("few_in_a_shard")
def test_neither_workers_nor_their_order_change_a_byte(folder, partitions, backwards, snapshot, tmp_path):
    partitions(folder, tmp_path / "one", threads=1)
    partitions(folder, tmp_path / "other", threads=3, kind=backwards)
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "other")


# --- what counts as a result


@pytest.mark.usefixtures("few_in_a_shard")
def test_the_manifest_names_every_part_and_nothing_else_is_there(folder, partitions, snapshot, tmp_path):
    manifest, said = partitions(folder, tmp_path / "out")
    files = snapshot(tmp_path / "out")
    parts = {part["path"]: part for part in manifest["parts"]}
    assert set(parts) == {name for name in files if not name.startswith("_kouan/")} - {"manifest.json"}
    for path, part in parts.items():
        assert hashlib.sha256(files[path]).hexdigest() == part["sha256"]
        assert pq.read_metadata(tmp_path / "out" / path).num_rows == part["rows"]
    assert json.loads(files["manifest.json"]) == manifest
    assert said[0].startswith("read      8 documents")


def test_a_document_that_breaks_a_rule_or_cannot_be_read_is_left_out_and_named(folder, partitions, package, tmp_path):
    (folder / "规划.txt").write_text("规划\n1．支持衢州机场口岸扩大开放。\n", encoding="utf-8")
    (folder / "empty.txt").write_text("\n", encoding="utf-8")
    manifest, said = partitions(folder, tmp_path / "out")
    reasons = {one["file"]: one["reason"] for one in manifest["refused"]}
    assert set(reasons) == {"规划.txt", "empty.txt"}
    assert "[a-z0-9.-]+" in reasons["规划.txt"]
    assert reasons["empty.txt"].startswith("empty.txt: the file is empty")
    assert "refused   2 documents, which manifest.json names:" in said
    names = {row["document_id"] for row in rows_of(tmp_path / "out", package.table("documents"))}
    assert names == {f"plan-{number:02}" for number in range(8)}


def test_a_registered_document_that_was_changed_is_left_out(data, folder, partitions, tmp_path):
    name = "nm-ports-2022.txt"
    (folder / name).write_bytes((data.documents / name).read_bytes() + "补。\n".encode())
    manifest, _ = partitions(folder, tmp_path / "out")
    (refused,) = manifest["refused"]
    assert "it is not the file that was registered" in refused["reason"]


def test_where_all_are_left_out_nothing_is_a_result(folder, partitions, copy_data, edit, tmp_path):
    project = copy_data(tmp_path / "project")
    edit(project, "divisions", lambda row: row["division_code"] != "100000")
    with pytest.raises(KouanError, match=r"not one document can be taken. plan-00.txt: .*'100000' is no division_code"):
        partitions(folder, tmp_path / "out", project=project)
    assert not (tmp_path / "out" / "manifest.json").exists()


@pytest.mark.usefixtures("few_in_a_shard")
def test_two_documents_with_one_text_are_found_across_shards(folder, partitions, snapshot, tmp_path):
    partitions(folder, tmp_path / "out")
    before = snapshot(tmp_path / "out")
    (folder / "copy.txt").write_bytes((folder / "plan-03.txt").read_bytes())
    assert part_of("copy", 8) != part_of("plan-03", 8)
    with pytest.raises(KouanError, match=r"documents sha256: (copy|plan-03) and (copy|plan-03) have the same value"):
        partitions(folder, tmp_path / "out")
    after = {name: content for name, content in snapshot(tmp_path / "out").items() if not name.startswith("_next/")}
    assert after == before, "the last good result stays"


@pytest.mark.usefixtures("few_in_a_shard")
def test_a_reference_that_leads_nowhere_is_found_across_buckets(folder, partitions, snapshot, tmp_path):
    manifest, _ = partitions(folder, tmp_path / "out")
    job = Job(str(folder), str(tmp_path / "out"), "", "", manifest["shards"], manifest["buckets"])
    records = sorted(name for name in snapshot(tmp_path / "out" / "_kouan") if name.endswith(".json"))
    every = tuple(name.removesuffix(".json") for name in records)
    assert [problem for one in joins(job, every) for problem in one.problems] == []
    without_places = tuple(name for name in every if not name.startswith("places"))
    problems = [problem for one in joins(job, without_places) for problem in one.problems]
    assert (
        "divisions: rows refer to 100000, which is on no list. Add it to datasets/reference/divisions.csv." in problems
    )


def joins(job, sources):
    return [join(BucketTask(job, "keys", bucket, "", sources, frozenset())) for bucket in range(job.buckets)]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["one.txt", "one.html"], "one.html and one.txt have one id, one"),
        (["one.txt", "one.2.txt"], "one and one.2 would give rows the same ids"),
        ([], "there are no documents"),
    ],
)
def test_ids_that_meet_are_refused(partitions, tmp_path, names, message):
    for name in names:
        (tmp_path / "documents").mkdir(exist_ok=True)
        (tmp_path / "documents" / name).write_text("规划", encoding="utf-8")
    with pytest.raises(KouanError, match=message):
        partitions(tmp_path / "documents", tmp_path / "out")


# --- shards


def test_shards_grow_by_doubling():
    documents = (1, 100, 101, 1000, 10_000, 100_000, 10_000_000)
    assert [shard_count(count) for count in documents] == [1, 1, 2, 16, 128, 1024, 16384]
    assert [bucket_count(shards) for shards in (1, 16, 128, 1024, 16384)] == [1, 1, 4, 32, 128]


def test_a_document_stays_in_its_shard_or_goes_to_a_half_of_it():
    ids = [f"plan-{number}" for number in range(300)]
    assert all(part_of(id_, 8) // 2 == part_of(id_, 4) for id_ in ids)
    assert {part_of(id_, 8) for id_ in ids} == set(range(8))
