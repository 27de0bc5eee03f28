"""Adding a document: what is found, shown and written, what is refused, and all or nothing."""

import csv
import hashlib
import io
import json
import shutil

import pytest

from kouan.build import build, read_documents
from kouan.errors import KouanError
from kouan.mask import MASK

KNOWN = "nm-ports-2022"
MOBILE = "161" + 8 * "0"
PLAN = f"""浙江省口岸发展2023年工作要点
浙口岸〔2023〕1号
一、扩大开放
1．到2025年，新增国际货运航线5条。（责任单位：省商务厅、省口岸开放促进中心）
2．完善衢州机场口岸功能。（责任单位：省口岸开放促进中心）
3．建设衢州智慧口岸一体化平台，到2025年吞吐3000蒲式耳。（责任单位：省口岸开放促进中心）
（联系人：张某，电话：{MOBILE}）
"""


@pytest.fixture
def plan(tmp_path):
    """A made-up plan with what no list knows, and with a contact."""
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def rows(project, name):
    return list(csv.DictReader(io.StringIO((project.datasets / "reference" / f"{name}.csv").read_text("utf-8"))))


def refused(result, *told):
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert [part for part in told if part not in result.stderr] == [], result.stderr
    assert "Traceback" not in result.stderr


# --- a new document


def test_everything_that_it_needs_is_written(project, add, plan, snapshot):
    before = snapshot(project.root)
    result = add(plan)
    assert result.exit_code == 0, result.output
    after = snapshot(project.root)
    assert {name for name in after if after[name] != before.get(name)} == {
        "datapackage.json",
        "datasets/documents/zj-ports-2023.txt",
        *(f"datasets/reference/{name}.csv" for name in ("agencies", "agency_aliases", "ports", "projects")),
        *(f"datasets/reference/{name}.csv" for name in ("documents", "expected")),
    }
    (row,) = [row for row in rows(project, "documents") if row["document_id"] == "zj-ports-2023"]
    stored = (project.documents / "zj-ports-2023.txt").read_bytes()
    assert row["sha256"] == hashlib.sha256(stored).hexdigest()
    assert (row["division_code"], row["period_start_year"], row["original_file"]) == ("330000", "2023", "")
    expected = {
        row["table_name"]: row["rows"] for row in rows(project, "expected") if row["document_id"] == "zj-ports-2023"
    }
    assert (expected["tasks"], expected["task_assignments"]) == ("3", "4")


def test_only_new_rows_differ(project, add, plan):
    """A diff of the lists shows what is to be reviewed and nothing else."""
    names = ("agencies", "agency_aliases", "documents", "expected")
    before = {name: (project.datasets / "reference" / f"{name}.csv").read_text("utf-8").splitlines() for name in names}
    descriptor = (project.root / "datapackage.json").read_text("utf-8")
    assert add(plan).exit_code == 0
    for name in names:
        after = (project.datasets / "reference" / f"{name}.csv").read_text("utf-8").splitlines()
        assert [line for line in after if "zj-" not in line or line in before[name]] == before[name], name
    after = (project.root / "datapackage.json").read_text("utf-8")
    start = next(place for place, pair in enumerate(zip(descriptor, after, strict=False)) if pair[0] != pair[1])
    added = len(after) - len(descriptor)
    assert after[:start] + after[start + added :] == descriptor
    assert json.loads(after)["sources"][-1] == {
        "title": "浙江省口岸发展2023年工作要点（浙口岸〔2023〕1号）",
        "title_en": "浙江省口岸发展2023年工作要点（浙口岸〔2023〕1号）",
        "issuer": "原文未印发文机关",
        "issuer_en": "No issuer printed",
        "document_id": "zj-ports-2023",
    }


def test_proposals_say_that_they_are_to_be_reviewed(project, add, plan):
    assert add(plan).exit_code == 0
    (centre,) = [row for row in rows(project, "agencies") if row["name"] == "浙江省口岸开放促进中心"]
    assert centre["note"] == "to be reviewed: proposed from zj-ports-2023"
    assert (centre["kind"], centre["division_code"], centre["name_en"]) == ("public_institution", "330000", "")
    aliases = [row for row in rows(project, "agency_aliases") if row["agency_id"] == centre["agency_id"]]
    assert [(row["alias"], row["division_code"]) for row in aliases] == [
        ("浙江省口岸开放促进中心", ""),
        ("省口岸开放促进中心", "330000"),
    ]
    (port,) = [row for row in rows(project, "ports") if row["name"] == "衢州机场口岸"]
    assert (port["port_id"], port["division_code"], port["match_status"]) == ("quzhou-airport", "330800", "no_source")
    assert port["note"] == "to be reviewed: proposed from zj-ports-2023"


def test_the_build_names_what_is_to_be_reviewed(project, add, plan):
    add(plan)
    with pytest.raises(KouanError) as caught:
        build(project, lambda _: None)
    told = str(caught.value)
    assert "documents.csv, row zj-ports-2023, column source: zj-ports-2023 is to be reviewed" in told
    assert "documents.csv and give its title_en" in told
    assert "ports.csv, row quzhou-airport" in told
    assert "expected" not in told, "the counts were written down as they are"


def test_what_was_found_and_not_placed_is_shown(add, plan):
    shown = add(plan).stdout
    assert "read      plan.txt: text in UTF-8, " in shown
    assert "id        zj-ports-2023" in shown
    assert "title             浙江省口岸发展2023年工作要点" in shown
    assert "number            浙口岸〔2023〕1号" in shown
    assert "tasks                3" in shown
    assert "   3  省口岸开放促进中心 (line 4, at " in shown
    assert "proposed: zj-koukanaifang" not in shown
    assert "衢州机场口岸 (line 5, at " in shown
    assert "(chizhou-airport)" in shown, "known ports that look like it"
    assert "蒲式耳" in shown, "a unit on no list"
    assert "quzhou-airport, column note: 衢州机场口岸 is to be reviewed" in shown
    assert shown.index("Next:") > shown.index("Files:") > shown.index("Found:")


def test_personal_data_are_masked_and_their_places_told(project, add, plan):
    result = add(plan)
    stored = (project.documents / "zj-ports-2023.txt").read_text("utf-8")
    assert stored == PLAN.replace("张某", MASK * 2).replace(MOBILE, MASK * 11)
    assert "masked    2 runs of personal data" in result.stdout
    assert f"name of 2 characters (line 7, at {PLAN.index('张某')})" in result.stdout
    assert f"mobile of 11 characters (line 7, at {PLAN.index('161')})" in result.stdout
    assert "张某" not in result.output
    assert MOBILE not in result.output


def test_a_dry_run_shows_the_same_and_writes_nothing(project, add, plan, snapshot):
    before = snapshot(project.root)
    result = add(plan, "--dry-run")
    assert result.exit_code == 0, result.output
    assert snapshot(project.root) == before
    assert result.stdout.endswith("Nothing was written: --dry-run.\n")
    assert result.stdout.startswith(add(plan).stdout)


def test_an_id_may_be_given(project, add, plan):
    assert add(plan, "--id", "zj-work-points-2023").exit_code == 0
    assert (project.documents / "zj-work-points-2023.txt").is_file()


def test_an_english_title_may_be_given(project, add, plan):
    assert add(plan, "--title-en", "Zhejiang Work Points").exit_code == 0
    assert rows(project, "documents")[-1]["title_en"] == "Zhejiang Work Points"
    assert (
        json.loads((project.root / "datapackage.json").read_text("utf-8"))["sources"][-1]["title_en"]
        == "Zhejiang Work Points"
    )


# --- originals


@pytest.fixture
def clean_text():
    return PLAN.rpartition("（联系人")[0]


def test_another_encoding_is_stored_as_utf8_beside_the_original(project, add, plan, clean_text):
    plan.write_bytes(clean_text.replace("\n", "\r\n").encode("gb18030"))
    assert add(plan).exit_code == 0
    assert (project.documents / "zj-ports-2023.txt").read_bytes() == clean_text.replace("\n", "\r\n").encode()
    assert (project.documents / "zj-ports-2023.original.txt").read_bytes() == plan.read_bytes()
    row = rows(project, "documents")[-1]
    assert row["original_file"] == "zj-ports-2023.original.txt"
    assert row["original_sha256"] == hashlib.sha256(plan.read_bytes()).hexdigest()
    assert [one.source.original_file for one in read_documents(project, project.reference())][-1] == row[
        "original_file"
    ]


def test_an_original_with_personal_data_is_not_stored(project, add, plan):
    plan.write_bytes(PLAN.encode("gb18030"))
    result = add(plan)
    assert result.exit_code == 0, result.output
    assert "plan.txt itself is not stored: personal data were masked in its text" in result.stdout
    assert [path.name for path in project.documents.glob("zj-*")] == ["zj-ports-2023.txt"]
    row = rows(project, "documents")[-1]
    assert (row["original_file"], row["original_sha256"]) == ("", ""), "a sum would let a masked number be guessed"


def page(text, head=""):
    paragraphs = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{paragraphs}</body></html>'


def test_a_page_is_stored_beside_its_text(project, add, plan, clean_text):
    path = plan.with_suffix(".html")
    path.write_text(page(clean_text), encoding="utf-8")
    result = add(path)
    assert result.exit_code == 0, result.output
    assert "plan.html: web page in UTF-8" in result.stdout
    assert (project.documents / "zj-ports-2023.html").read_bytes() == path.read_bytes()
    assert "浙江省口岸发展2023年工作要点\n" in (project.documents / "zj-ports-2023.txt").read_text("utf-8")


def test_a_page_that_hides_personal_data_is_not_stored(project, add, plan, clean_text):
    path = plan.with_suffix(".html")
    path.write_text(page(clean_text, f"<script>var editor = '联系人：张某，电话：{MOBILE}'</script>"), encoding="utf-8")
    result = add(path)
    assert result.exit_code == 0, result.output
    assert "plan.html itself is not stored: parts of it that are not shown hold personal data" in result.stdout
    assert not (project.documents / "zj-ports-2023.html").exists()


# --- refusals


def test_a_document_that_is_there_is_refused(project, data, add, tmp_path, snapshot):
    before = snapshot(project.root)
    path = shutil.copyfile(data.documents / f"{KNOWN}.txt", tmp_path / "again.txt")
    refused(add(path), "again.txt: this text is there already, as nm-ports-2022")
    assert snapshot(project.root) == before


def test_a_document_of_the_same_title_or_number_is_refused(project, add, plan, tmp_path, snapshot):
    assert add(plan).exit_code == 0
    before = snapshot(project.root)
    plan.write_text(PLAN.replace("浙口岸〔2023〕1号\n", "").replace("5条", "6条"), encoding="utf-8")
    refused(add(plan, "--id", "zj-ports-2023-2"), "zj-ports-2023 has the title 浙江省口岸发展2023年工作要点, too")
    plan.write_text(PLAN.replace("工作要点", "工作计划"), encoding="utf-8")
    refused(add(plan, "--id", "zj-ports-2023-2"), "zj-ports-2023 has the number 浙口岸〔2023〕1号, too")
    assert snapshot(project.root) == before


def test_a_taken_id_is_refused(add, plan):
    refused(add(plan, "--id", KNOWN), "nm-ports-2022: another document has this id", "--id nm-ports-2022-2")


@pytest.mark.parametrize("document_id", ["ZJ-2023", "zj_2023", "浙江", "zj--2023", "-zj", "zj.2023", ""])
def test_a_malformed_id_is_refused(add, plan, document_id):
    refused(add(plan, "--id", document_id), "lower-case letters, digits and single hyphens")


def test_a_document_without_title_or_year_needs_an_id(project, add, plan):
    plan.write_text("推进口岸开放，提升通关效率。\n一、扩大开放\n1．完善口岸功能。\n", encoding="utf-8")
    refused(add(plan), "no title could be read", "--id")
    plan.write_text(PLAN.replace("2023年", "").replace("浙口岸〔2023〕1号\n", ""), encoding="utf-8")
    refused(add(plan), "no year could be read", "--id")
    assert add(plan, "--id", "zj-ports-undated").exit_code == 0
    assert rows(project, "documents")[-1]["period_start_year"] == ""


@pytest.mark.parametrize("content", [b"", b"\x7fELF\x02\x01\x01\x00\x00", b"\x89PNG\r\n\x1a\n\x00", b"   \n"])
def test_what_cannot_be_read_is_refused(project, add, plan, snapshot, content):
    before = snapshot(project.root)
    plan.write_bytes(content)
    refused(add(plan), "plan.txt: ")
    assert snapshot(project.root) == before


def test_a_missing_file_is_refused(add, tmp_path):
    refused(add(tmp_path / "none.pdf"), "none.pdf: there is no such file")


def test_a_file_among_the_documents_is_refused(project, add, plan):
    path = shutil.copyfile(plan, project.documents / "zj.txt")
    refused(add(path), "it lies among the documents already", "Move it elsewhere")


# --- all or nothing


def test_a_failure_while_writing_leaves_everything_as_it_was(project, add, plan, snapshot):
    (project.build / ".next").write_bytes(b"in the way")
    before = snapshot(project.root)
    refused(add(plan), "cannot be written", "Nothing was changed")
    assert snapshot(project.root) == before


def test_nothing_is_left_beside(project, add, plan):
    assert add(plan).exit_code == 0
    assert list(project.root.rglob(".*")) == []
