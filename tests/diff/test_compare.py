"""What came, went, moved or changed, in small releases."""

import pytest

from kouan.diff import as_text, compare, first
from kouan.errors import KouanError


@pytest.fixture
def diff(first_release, tmp_path):
    """Compare the first release with a later one."""

    def made(later):
        return compare(first_release.write(tmp_path / "old"), later.write(tmp_path / "new"))

    return made


def of(diff, name):
    return next(table for table in diff.tables if table.name == name)


def keys(rows):
    return ["".join(row.key.values()) for row in rows]


def cells(row):
    return {cell.name: (cell.old, cell.new) for cell in row.cells}


def test_nothing_changed(diff, next_release):
    found = diff(next_release)
    assert (found.old, found.new, found.has_changes) == ("2026.11.0", "2026.12.0", False)


def test_rows_that_come_go_and_change(diff, next_release):
    tasks = next_release.rows["tasks"]
    tasks[0] = ("p.1", "1", "1", "1﹒推进口岸开放。", "0", "9")
    tasks[2] = ("p.4", "3", "4", "4﹒建设智慧口岸。", "21", "30")
    found = of(diff(next_release), "tasks")
    assert (found.old_rows, found.new_rows) == (3, 3)
    assert keys(found.added) == ["p.4"]
    assert found.added[0].cells["text"] == "4﹒建设智慧口岸。"
    assert keys(found.removed) == ["p.3"]
    (changed,) = found.changed
    assert changed.new_key == {"task_id": "p.1"}
    assert cells(changed) == {"text": ("1﹒推进口岸建设。", "1﹒推进口岸开放。")}
    assert not found.moved


def test_rows_behind_a_new_one_have_moved_and_so_have_those_that_refer_to_them(diff, renumbered):
    found = diff(renumbered)
    tasks = of(found, "tasks")
    assert keys(tasks.added) == ["p.2"]
    assert [(row.old_key["task_id"], row.new_key["task_id"]) for row in tasks.moved] == [("p.2", "p.3"), ("p.3", "p.4")]
    assert cells(tasks.moved[1])["number"] == ("3", "4")
    assert not tasks.removed
    assert not tasks.changed
    (mention,) = of(found, "mentions").moved
    assert (mention.old_key["mention_id"], mention.new_key["mention_id"]) == ("p.3.wuhu", "p.4.wuhu")
    assert cells(mention) == {"task_id": ("p.3", "p.4")}


def test_an_id_that_stands_for_another_row_is_not_called_a_change(diff, next_release):
    del next_release.rows["tasks"][1]
    next_release.rows["tasks"][1] = ("p.2", "2", "2", "2﹒发展口岸经济。", "10", "19")
    next_release.rows["mentions"] = [next_release.rows["mentions"][0], ("p.2.wuhu", "p.2", "芜湖港")]
    tasks = of(diff(next_release), "tasks")
    assert [(row.old_key["task_id"], row.new_key["task_id"]) for row in tasks.moved] == [("p.3", "p.2")]
    assert keys(tasks.removed) == ["p.2"]
    assert not tasks.changed


def test_a_row_that_moved_and_was_edited_is_followed_by_its_words(diff, first_release, next_release):
    long = (
        "2﹒加快推进航空口岸开放和综合保税区建设。",
        "2﹒支持陆运铁路场站发展多式联运业务。",
        "3﹒加快推进航空口岸开放和综合保税区发展。",
    )
    first_release.rows["tasks"][1:] = [("p.2", "2", "2", long[0], "10", "31")]
    next_release.rows["tasks"][1:] = [("p.2", "2", "2", long[1], "10", "29"), ("p.3", "3", "3", long[2], "30", "51")]
    found = diff(next_release)
    tasks = of(found, "tasks")
    assert keys(tasks.added) == ["p.2"]
    assert [(row.old_key["task_id"], row.new_key["task_id"]) for row in tasks.moved] == [("p.2", "p.3")]
    assert not tasks.changed
    assert (
        "  > p.2 -> p.3  text: 2﹒加快推进航空口岸开放和综合保税区建设。 -> 3﹒加快推进航空口岸开放和综合保税区发展。"
        in as_text(found)
    )


def test_rows_alike_keep_their_keys(diff, first_release, next_release):
    for made in (first_release, next_release):
        made.rows["mentions"] = [("a", "p.1", "空港"), ("b", "p.1", "空港"), ("c", "p.1", "空港")]
    del next_release.rows["mentions"][1]
    mentions = of(diff(next_release), "mentions")
    assert keys(mentions.removed) == ["b"]
    assert not mentions.moved


def test_a_row_of_which_only_the_place_changed(diff, next_release):
    next_release.rows["tasks"][2] = (*next_release.rows["tasks"][2][:4], "25", "34")
    (row,) = of(diff(next_release), "tasks").changed
    assert row.is_shifted
    assert cells(row) == {"char_start": ("21", "25"), "char_end": ("30", "34")}


def test_columns_that_come_go_and_change(diff, next_release):
    fields = next_release.fields("mentions")
    fields[2] = {"name": "words", "type": "string", "title_en": "Words"}
    fields[1] = {**fields[1], "type": "integer", "title_en": "Task"}
    found = of(diff(next_release), "mentions")
    assert [(column.name, column.title_en) for column in found.columns_added] == [("words", "Words")]
    assert [column.name for column in found.columns_removed] == ["mention"]
    (column,) = found.columns_changed
    assert [(change.name, change.old, change.new) for change in column.properties] == [
        ("type", "string", "integer"),
        ("title_en", "Task_id", "Task"),
    ]
    # What both have is the same.
    assert not found.kept


def test_tables_that_come_and_go(diff, first_release, next_release):
    next_release.descriptor["resources"] = next_release.descriptor["resources"][1:]
    found = of(diff(next_release), "mentions")
    assert (found.status, found.old_rows, found.new_rows) == ("removed", 2, 0)
    assert [column.name for column in found.columns_removed] == ["mention_id", "task_id", "mention"]


def test_descriptions_and_keys(diff, next_release):
    next_release.descriptor["title"] = "规划"
    tasks = next_release.descriptor["resources"][1]
    tasks["description_en"] = "Numbered units of work."
    tasks["schema"]["primaryKey"] = ["number"]
    tasks["hash"] = "sha256:1"
    # A document; the table of documents tells which text it has.
    next_release.descriptor["resources"].append({"name": "p.txt", "path": "documents/p.txt"})
    found = diff(next_release)
    assert [(change.name, change.old, change.new) for change in found.properties] == [("title", None, "规划")]
    changes = {change.name: (change.old, change.new) for change in of(found, "tasks").properties}
    assert changes == {
        "description_en": ("The tasks.", "Numbered units of work."),
        "primaryKey": (["task_id"], ["number"]),
    }
    # Under another key no row can be followed.
    assert len(of(found, "tasks").added) == len(of(found, "tasks").removed) == 3


def test_the_first_release_says_so(first_release, tmp_path):
    found = first(first_release.write(tmp_path / "new"))
    assert (found.old, found.new) == (None, "2026.11.0")
    assert {table.name: table.new_rows for table in found.tables} == {"mentions": 2, "tasks": 3}


def test_what_cannot_be_read_is_named(first_release, next_release, tmp_path):
    old = first_release.write(tmp_path / "old")
    with pytest.raises(KouanError, match=r"there is no datapackage\.json in it\. Name the folder of a release"):
        compare(old, tmp_path / "nothing")
    next_release.rows["tasks"].append(next_release.rows["tasks"][0])
    with pytest.raises(KouanError, match=r"tasks\.csv, line 5: a row p\.1 stands there twice"):
        compare(old, next_release.write(tmp_path / "twice"))
    (tmp_path / "twice/csv/tasks.csv").unlink()
    with pytest.raises(KouanError, match=r"tasks\.csv: cannot be read"):
        compare(old, tmp_path / "twice")
    (tmp_path / "twice/csv/tasks.csv").write_text("task_id,text\n", encoding="utf-8")
    with pytest.raises(KouanError, match=r"tasks\.csv, line 1: expected the columns"):
        compare(old, tmp_path / "twice")
    descriptor = old / "datapackage.json"
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace("csv/", "../old/csv/"), encoding="utf-8")
    with pytest.raises(KouanError, match="leads out of the release's folder"):
        compare(old, old)
