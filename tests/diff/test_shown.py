"""The diff as text, JSON and a page."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner

from kouan.cli import main
from kouan.diff import as_html, as_json, as_text, compare, first, read_json


@pytest.fixture
def diff(first_release, renumbered, tmp_path):
    renumbered.descriptor["title"] = "规划 <b>"
    renumbered.fields("tasks")[3]["title_en"] = "What it says"
    renumbered.fields("mentions").append({"name": "class", "type": "string", "title_en": "Class"})
    renumbered.rows["mentions"] = [
        ("p.1.hefei", "p.1", "合肥港", "一类"),
        (*renumbered.rows["mentions"][1], ""),
        *((f"p.1.{number}", "p.1", f"第{number}港", "") for number in range(300)),
    ]
    return compare(first_release.write(tmp_path / "old"), renumbered.write(tmp_path / "new"))


def test_text_has_counts_first(diff):
    assert as_text(diff).splitlines() == [
        "2026.11.0 -> 2026.12.0",
        "",
        "table                   rows   added removed   moved changed",
        "------------------------------------------------------------",
        "mentions                 302     300               1       1",
        "tasks                      4       1               2",
        "",
        "Moved rows say what they said, or nearly, under another id: 3 ids are not what they were.",
        "",
        "the whole package",
        "  ~ title: – -> 规划 <b>",
        "",
        "mentions",
        "  + column class (string): Class",
        *(f"  + p.1.{number}  第{number}港" for number in range(10)),
        "  + … and 290 rows more added",
        "  > p.3.wuhu -> p.4.wuhu",
        "  ~ p.1.hefei  mention: 合肥空港 -> 合肥港",
        "",
        "tasks",
        "  ~ column text, title_en: Text -> What it says",
        "  + p.2  2﹒支持综合保税区。",
        "  > p.2 -> p.3",
        "  > p.3 -> p.4",
    ]


def test_text_of_long_values_shows_where_they_differ(first_release, next_release, tmp_path):
    long = "口岸" * 50
    first_release.rows["tasks"][0] = ("p.1", "1", "1", f"{long}开放{long}", "0", "9")
    next_release.rows["tasks"][0] = ("p.1", "1", "1", f"{long}关闭{long}", "0", "9")
    diff = compare(first_release.write(tmp_path / "old"), next_release.write(tmp_path / "new"))
    assert (
        "text: …口岸口岸口岸口岸口岸口岸开放口岸口岸口岸口岸口岸口岸… -> …口岸口岸口岸口岸口岸口岸关闭口岸"
        in as_text(diff)
    )


def test_text_tells_what_is_the_same_what_shifted_and_what_is_first(first_release, next_release, tmp_path):
    old = first_release.write(tmp_path / "old")
    assert as_text(compare(old, next_release.write(tmp_path / "same"))).endswith(
        "\nEvery table, column and row is the same.\n"
    )
    next_release.rows["tasks"][2] = (*next_release.rows["tasks"][2][:4], "25", "34")
    shifted = as_text(compare(old, next_release.write(tmp_path / "shifted")))
    assert shifted.endswith("\ntasks\n  ~ 1 row changed only in place: char_start, char_end\n")
    assert as_text(first(old)).startswith("2026.11.0 is the first release: 2 tables with 5 rows.\n")


def test_json_has_everything(diff):
    content = json.loads(as_json(diff))
    assert [content[name] for name in ("format", "old", "new")] == [1, "2026.11.0", "2026.12.0"]
    assert content["properties"] == [{"name": "title", "old": None, "new": "规划 <b>"}]
    mentions, tasks = content["tables"]
    assert mentions["rows"] == {"old": 2, "new": 302, "added": 300, "removed": 0, "moved": 1, "changed": 1}
    assert len(mentions["added"]) == 300
    assert mentions["added"][0] == {
        "key": {"mention_id": "p.1.0"},
        "cells": {"mention_id": "p.1.0", "task_id": "p.1", "mention": "第0港", "class": ""},
    }
    assert mentions["changed"] == [
        {"key": {"mention_id": "p.1.hefei"}, "cells": [{"name": "mention", "old": "合肥空港", "new": "合肥港"}]}
    ]
    assert mentions["columns"]["added"] == [{"name": "class", "type": "string", "title_en": "Class"}]
    assert tasks["moved"][0]["old_key"] == {"task_id": "p.2"}
    assert tasks["moved"][0]["new_key"] == {"task_id": "p.3"}
    assert tasks["cells"] == {"ordinal": 2, "number": 2, "text": 2, "char_start": 2, "char_end": 2}


def test_json_is_read_back(diff):
    assert read_json(as_json(diff)) == diff
    for text in ("{}", "[]", as_json(diff).replace('"old_key"', '"key"'), "nothing"):
        with pytest.raises(ValueError, match=r"not a diff|Expecting value"):
            read_json(text)


def test_json_has_the_shape_that_is_documented(data):
    page = (data.root / "docs/verifying.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```json\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    shape, made = json.loads(shown), json.loads(as_json(read_json(shown)))
    assert made == shape


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_readable_for_everybody_and_needs_nothing(diff, first_release, tmp_path, browser, scheme):
    for name, page_of in (("changes", diff), ("first", first(first_release.write(tmp_path / "first")))):
        text = as_html(page_of)
        assert '<html lang="en">' in text
        assert not re.search(r"<script|<link|<img|https?:|url\(| on\w+=", text)
        path = tmp_path / f"{name}.html"
        path.write_text(text, encoding="utf-8")
        page = browser.new_page(color_scheme=scheme)
        page.goto(path.as_uri())
        assert Axe().run(page).response["violations"] == []
        page.close()


def test_the_page_says_what_changed_and_what_it_leaves_out(diff):
    text = as_html(diff)
    assert "规划 &lt;b&gt;" in text
    assert "<del>p.2</del> → <ins>p.3</ins>" in text
    assert (
        'mention</code>: <del><span lang="zh">合肥空港</span></del> → <ins><span lang="zh">合肥港</span></ins>' in text
    )
    assert "Rows added (300)" in text
    assert "第199港" in text
    assert "第200港" not in text
    assert "The first 200 are shown. All of them stand in diff.json." in text


def test_the_command_prints_and_writes(first_release, renumbered, tmp_path):
    old, new = first_release.write(tmp_path / "old"), renumbered.write(tmp_path / "new")
    done = CliRunner().invoke(main, ["diff", str(old), str(new), "--output", str(tmp_path / "out")])
    assert done.exit_code == 0
    assert done.output == as_text(compare(old, new)) == (tmp_path / "out/diff.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["diff.html", "diff.json", "diff.txt"]
    missing = CliRunner().invoke(main, ["diff", str(tmp_path / "nothing"), str(new)])
    assert missing.exit_code == 2
    assert "there is no datapackage.json in it" in missing.output
