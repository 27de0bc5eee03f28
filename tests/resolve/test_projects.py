"""Names of projects to ids, and the reference list itself."""

import csv
import re
from pathlib import Path

import pytest

from kouan.extract.projects import ProjectMention
from kouan.resolve.projects import known_projects, plain, resolve_projects

_REFERENCE = Path(__file__).parents[2] / "datasets" / "reference"


def rows(name):
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


_PROJECTS, _ALIASES = rows("projects.csv"), rows("project_aliases.csv")
_KNOWN = known_projects(_PROJECTS, _ALIASES)


def mention(name, *, task="1", start=0, action="build"):
    return ProjectMention(task, name, name, start, start + 5, action, "other")


@pytest.mark.parametrize(
    ("names", "project_id"),
    [
        (("合肥国际陆港", "合肥国际陆港项目"), "hefei-land-port"),
        (("合裕线裕溪一线船闸扩容改造", "裕溪一线船闸扩容改造工程"), "yuxi-ship-lock"),
        (
            ("芜湖港朱家桥外贸综合物流园区一期码头", "芜湖港朱家桥外贸综合物流园区一期项目码头工程"),
            "wuhu-zhujiaqiao-terminal",
        ),
        (
            (
                "芜湖长江LNG内河接收（转运）站项目码头",
                "芜湖LNG转运（加注）站码头工程",
                "芜湖长江LNG内河接收(转运)站储气设施工程",
            ),
            "wuhu-lng",
        ),
        (("中国(内蒙古)国际贸易单一窗口", "中国（内蒙古）国际贸易“单一窗口”"), "nm-single-window"),
        (("合肥跨境电商综合试验区", "合肥国家级跨境电商综试区"), "hefei-cross-border-ecommerce-zone"),
    ],
)
def test_a_project_has_one_id_in_every_document(names, project_id):
    assert {_KNOWN.find(name) for name in names} == {project_id}


def test_opening_and_enlarging_an_airport_are_two_projects():
    assert _KNOWN.find("池州机场航空口岸") == "chizhou-airport"
    assert _KNOWN.find("池州机场改扩建") == "chizhou-airport-expansion"


def test_one_row_for_a_project_and_task_the_first_that_says_what_is_done():
    resolved = resolve_projects(
        [mention("合肥国际陆港", start=9, action="other"), mention("合肥国际陆港项目", start=20)], _KNOWN
    )
    assert [(project.project_id, project.mention.start) for project in resolved] == [("hefei-land-port", 20)]


def test_an_unknown_project_is_still_reported():
    resolved = resolve_projects([mention("瑞丽跨境电商产业园")], _KNOWN)
    assert [project.project_id for project in resolved] == [None]


def test_ids_are_unique_and_readable():
    ids = [row["project_id"] for row in _PROJECTS]
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids)
    assert all(re.fullmatch(r"[a-z0-9-]+", project_id) for project_id in ids)


def test_no_name_stands_for_two_projects():
    named = [(plain(row["name"]), row["project_id"]) for row in _PROJECTS]
    named += [(plain(row["alias"]), row["project_id"]) for row in _ALIASES]
    owners = {}
    for name, project_id in named:
        assert owners.setdefault(name, project_id) == project_id, name


def test_ports_divisions_and_kinds_exist():
    ports = {row["port_id"] for row in rows("ports.csv")}
    codes = {row["division_code"] for row in rows("divisions.csv")}
    for row in _PROJECTS:
        assert row["port_id"] in ports | {""}
        assert row["division_code"] in codes | {""}
        assert row["name"]
        assert row["name_en"].isascii()
