"""People's corrections: each kind of them applied, and each way in which one can be wrong refused by name."""

import pytest
import yaml

from kouan.clean import clean
from kouan.curate import curate, curated_share, read_corrections
from kouan.errors import KouanError

STORED = """陕西省口岸发展“十四五”规划

四、主要任务
1.加快航空口岸建设。提升西安咸阳国际机场口岸国际枢纽功能，2023延安南泥湾机场
实现临时对外开放。到2025年，国际（地区）航线累计达到100条。
2.加快铁路口岸建设。到2023年，集装箱办理站点达到20个。到2025年，国际（地区）航线累计达到100条。
"""
MILESTONE = "2023延安南泥湾机场实现临时对外开放"
ROUTES = "国际（地区）航线累计达到100条"


@pytest.fixture
def cleaned():
    return clean(STORED)


@pytest.fixture
def tables(cleaned):
    """What code reads in it: two tasks, a milestone without its year, and a number in the second task."""
    text = cleaned.text
    first, second, end = text.index("加快航空"), text.index("加快铁路"), len(text)

    def traced(start, end, name="quote"):
        span = cleaned.span(start, end)
        return {name: text[start:end], "char_start": span[0], "char_end": span[1], "method": "parsed"}

    def target(task, quote, **values):
        start = text.index(quote)
        return {"document_id": "sn", "task_id": task, **values, **traced(start, start + len(quote))}

    tasks = [
        {"task_id": "sn.1", "document_id": "sn", "number": "1.", **traced(first, second - 3, "text")},
        {"task_id": "sn.2", "document_id": "sn", "number": "2.", **traced(second, end, "text")},
    ]
    targets = [
        target("sn.1", MILESTONE, deadline_year=None, value=None, is_milestone=True),
        target("sn.2", "集装箱办理站点达到20个", deadline_year=2023, value=20, is_milestone=False),
    ]
    title = traced(0, text.index("\n"))
    document = {"document_id": "sn", "title": title["quote"], "published_on": None, **title}
    other = {"document_id": "ah", "title": "安徽省口岸建设发展行动方案", "published_on": None, "method": "parsed"}
    return {"documents": [document, other], "tasks": tasks, "targets": targets}


def change(**values):
    correction = {
        "table": "targets",
        "action": "change",
        "where": {"task_id": "sn.1", "quote": MILESTONE},
        "expect": {"deadline_year": None},
        "set": {"deadline_year": 2023},
        "reason": "原文“2023”后缺“年”字。",
    }
    return correction | values


def add(table="targets", **values):
    return {"table": table, "action": "add", "set": values, "reason": "规则读不出此句。"}


def drop(**values):
    correction = {
        "table": "targets",
        "action": "drop",
        "where": {"value": 20},
        "expect": {"deadline_year": 2023},
        "reason": "这是已有数。",
    }
    return correction | values


@pytest.fixture
def correct(tables, cleaned, package, tmp_path):
    """Write corrections into a file, read them, and apply them."""

    def apply(*corrections, file="sn.yml"):
        (tmp_path / file).write_text(yaml.safe_dump([*corrections], allow_unicode=True), encoding="utf-8")
        return curate(tables, read_corrections(tmp_path), {"sn": cleaned, "ah": clean("安徽")}, package)

    return apply


# --- what corrections do


def test_a_change_sets_values_and_says_so(correct, tables):
    before = [dict(row) for row in tables["targets"]]
    row, other = correct(change())["targets"]
    assert row == before[0] | {"deadline_year": 2023, "method": "curated"}
    assert other == before[1]
    assert tables["targets"] == before, "the tables that code read stay as they were"


def test_an_added_row_has_every_column_and_the_span_of_its_quote(correct, package, cleaned):
    *_, row = correct(add(task_id="sn.1", quote=ROUTES, value=100, unit="条"))["targets"]
    assert set(row) == set(package.table("targets").column_names)
    assert (row["document_id"], row["method"], row["baseline"]) == ("sn", "curated", None)
    assert cleaned.quote(row["char_start"], row["char_end"]) == ROUTES
    assert STORED[row["char_start"] : row["char_end"]] == ROUTES
    assert row["char_start"] == STORED.index(ROUTES), "the one of its own task"


def test_a_dropped_row_is_gone(correct):
    assert [row["quote"] for row in correct(drop())["targets"]] == [MILESTONE]


def test_a_new_quote_gives_a_new_span_across_a_line_break(correct, cleaned):
    quote = "延安南泥湾机场实现临时对外开放"
    row = correct(change(expect={"quote": MILESTONE}, set={"quote": quote}))["targets"][0]
    assert STORED[row["char_start"] : row["char_end"]] == "延安南泥湾机场\n实现临时对外开放"
    assert cleaned.quote(row["char_start"], row["char_end"]) == row["quote"] == quote


def test_a_quote_is_sought_in_the_task_that_is_set_with_it(correct):
    row = correct(change(expect={"value": None}, set={"task_id": "sn.2", "quote": ROUTES}))["targets"][0]
    assert row["char_start"] == STORED.rindex(ROUTES)


def test_a_quote_of_a_row_without_task_is_sought_in_the_document(correct):
    *_, row = correct(add(quote="加快铁路口岸建设", is_milestone=True))["targets"]
    assert row["char_start"] == STORED.index("加快铁路口岸建设")


def test_a_deadline_quote_is_the_last_before_the_end_of_the_row(correct):
    values = {"task_id": "sn.2", "quote": ROUTES, "deadline_quote": "到2025年", "deadline_year": 2025}
    *_, row = correct(add(**values))["targets"]
    assert row["deadline_char_start"] == STORED.rindex("到2025年")
    *_, row = correct(add(**values | {"task_id": "sn.1"}))["targets"]
    assert row["deadline_char_start"] == STORED.index("到2025年")


def test_a_text_gives_a_task_its_span(correct):
    correction = change(
        table="tasks",
        where={"task_id": "sn.2"},
        expect={"number": "2."},
        set={"text": "加快铁路口岸建设。到2023年，集装箱办理站点达到20个。"},
    )
    row = correct(correction)["tasks"][1]
    assert STORED[row["char_start"] : row["char_end"]] == row["text"]


def test_an_added_task_can_be_used_by_the_next_correction(correct):
    task = add("tasks", task_id="sn.2.1", number="2.1", text="集装箱办理站点达到20个。")
    move = change(where={"value": 20}, expect={"task_id": "sn.2"}, set={"task_id": "sn.2.1", "quote": "站点达到20个"})
    row = correct(task, move)["targets"][1]
    assert STORED[row["char_start"] : row["char_end"]] == "站点达到20个"


def test_a_date_of_yaml_is_a_text_in_the_tables(correct, tmp_path):
    (tmp_path / "ah.yml").write_text(
        "- {table: documents, action: change, where: {document_id: ah}, expect: {published_on: null},\n"
        "   set: {published_on: 2022-12-16}, reason: 网页所注。}\n",
        encoding="utf-8",
    )
    assert correct(change())["documents"][1]["published_on"] == "2022-12-16"


def test_corrections_apply_one_after_the_other(correct):
    tables = correct(change(), change(expect={"deadline_year": 2023}, set={"is_milestone": False}))
    assert (tables["targets"][0]["deadline_year"], tables["targets"][0]["is_milestone"]) == (2023, False)


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    for name in ("sn", "ah", "nm"):
        (tmp_path / f"{name}.yml").write_text(yaml.safe_dump([change(), drop()]), encoding="utf-8")
    read = read_corrections(tmp_path)
    assert [correction.document_id for correction in read] == ["ah", "ah", "nm", "nm", "sn", "sn"]
    assert read[1].place.endswith("ah.yml, correction 2")


def test_no_folder_is_no_correction(tmp_path):
    assert read_corrections(tmp_path / "none") == []


def test_the_share_counts_corrected_rows_of_extracted_tables():
    rows = [{"method": "parsed"}, {"method": "curated"}, {"method": "parsed"}]
    tables = {
        "targets": rows,
        "tasks": rows[:1],
        "quality": [{"method": "own_annotation"}],
        "ports": [{"name": "策克"}],
    }
    assert curated_share(tables) == {"targets": (1, 3), "tasks": (0, 1)}


# --- how one can be wrong


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        (change(where={"quote": "没有这句"}), "`where` matches 0 rows of targets; it must match exactly one"),
        (change(where={"document_id": "sn"}), "`where` matches 2 rows of targets"),
        (
            change(table="documents", where={"document_id": "ah"}, expect={"title": "x"}, set={"title": "y"}),
            "matches 0 rows of documents",
        ),
        (drop(where={"value": 21}), "matches 0 rows"),
        (drop(where={"document_id": "sn"}), "matches 2 rows"),
        (change(expect={"deadline_year": 2022}), "but code reads {'deadline_year': None}"),
        (drop(expect={"deadline_year": 2024, "value": 20}), "but code reads {'deadline_year': 2023}"),
        (change(set={"is_milestone": True}), "changes nothing"),
        (add(task_id="sn.2", value=20, deadline_year=2023), "has a row with these values already"),
        (change(table="target"), "no extracted table 'target' to correct. Name one of documents, tasks, targets"),
        (change(table="agencies"), "no extracted table 'agencies'"),
        (change(table="quality"), "no extracted table 'quality'"),
        (change(where={"task": "sn.1"}), "the table targets has no column task"),
        (change(expect={"deadline": None}), "the table targets has no column deadline"),
        (change(set={"year": 2023}), "the table targets has no column year"),
        (change(where={"target_id": "sn.1.t1"}), "target_id is numbered only after corrections"),
        (change(set={"method": "parsed"}), "method is not for a correction to set"),
        (change(set={"document_id": "ah"}), "document_id is not for a correction to set"),
        (add(document_id="ah", quote=ROUTES), "document_id is not for a correction to set"),
        (change(set={"deadline_year": "2023"}), "deadline_year is set to '2023'. Expected a whole number"),
        (change(set={"comparator": "more"}), "Expected one of eq, ge"),
        (change(set={"quote": "2023年延安南泥湾机场"}), "stands 0 times in task sn.1"),
        (add(task_id="sn.1", quote="集装箱办理站点"), "stands 0 times in task sn.1"),
        (add(task_id="sn.1", quote="机场"), "'机场' stands 2 times in task sn.1"),
        (add(quote=ROUTES), "stands 2 times in the document"),
        (add(quote="\n"), "stands"),
        (add(task_id="sn.9", quote=ROUTES), "the document has no task 'sn.9'"),
        (change(set={"deadline_quote": "到2025年"}), "'到2025年' does not stand in the document before the row's end"),
    ],
)
def test_what_does_not_fit_the_tables_is_refused(correct, correction, told):
    with pytest.raises(KouanError) as caught:
        correct(correction)
    assert "sn.yml, correction 1: " in str(caught.value)
    assert told in str(caught.value)


def test_a_task_of_another_document_is_none_of_this_one(correct, tables):
    tables["tasks"].append({"task_id": "ah.1", "document_id": "ah", "char_start": 0, "char_end": 2})
    with pytest.raises(KouanError, match=r"the document has no task 'ah\.1'"):
        correct(add(task_id="ah.1", quote="安徽"))


def test_a_correction_that_code_has_caught_up_with_fails(correct, tables):
    tables["targets"][0]["deadline_year"] = 2023
    with pytest.raises(KouanError, match="mend or remove the correction"):
        correct(change())


def test_a_file_named_after_no_document_is_refused(correct):
    with pytest.raises(KouanError, match=r"sn-ports\.yml, correction 1: the file's name must be a document's id"):
        correct(change(), file="sn-ports.yml")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "names nothing"),
        ("# 暂无\n", "names nothing"),
        ("[]\n", "names nothing"),
        ("table: targets\n", "names nothing"),
        ("- {table: targets\n", "is not YAML"),
        ("- {set: {published_on: 2022-02-30}}\n", "is not YAML"),
        ("口岸".encode("gb18030"), "is not YAML in UTF-8"),
    ],
)
def test_a_file_without_corrections_is_refused(tmp_path, content, told):
    path = tmp_path / "sn.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(KouanError) as caught:
        read_corrections(tmp_path)
    assert str(caught.value).startswith(f"{path}: ")
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("targets", "whose action is add, change or drop"),
        ({"table": "targets"}, "whose action is add, change or drop"),
        (change(action="fix"), "whose action is add, change or drop"),
        (change(action=["change"]), "whose action is add, change or drop"),
        ({key: value for key, value in change().items() if key != "expect"}, "expected exactly action, expect, reason"),
        (drop(set={"value": 1}), "expected exactly action, expect, reason, table, where; found action"),
        (add(quote=ROUTES) | {"where": {}}, "expected exactly action, reason, set, table"),
        (change() | {1: 2}, "found 1, action"),
        (change(reason=" "), "reason has to be a text"),
        (change(reason=None), "reason has to be a text"),
        (change(table=["targets"]), "table has to be a text"),
        (change(where={}), "where: expected columns with their values, at least one"),
        (change(where="quote"), "where: expected columns with their values"),
        (change(expect=None), "expect: expected columns with their values"),
        (change(set=[{"value": 1}]), "set: expected columns with their values"),
        (change(set={1: 2}), "set: expected columns with their values"),
        (change(set={"value": [1, 2]}), "set: value has to be one plain value, found [1, 2]"),
    ],
)
def test_an_entry_of_another_form_is_refused(tmp_path, entry, told):
    (tmp_path / "sn.yml").write_text(yaml.safe_dump([drop(), entry], allow_unicode=True), encoding="utf-8")
    with pytest.raises(KouanError) as caught:
        read_corrections(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'sn.yml'}, correction 2")
    assert told in str(caught.value)


def test_a_file_that_nobody_would_read_is_refused(tmp_path):
    (tmp_path / "sn.yaml").write_text(yaml.safe_dump([drop()]), encoding="utf-8")
    with pytest.raises(KouanError, match=r"sn\.yaml: corrections are read from files that end in \.yml\. Rename it"):
        read_corrections(tmp_path)
