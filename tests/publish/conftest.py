"""A small data set: two tasks of Anhui's port plan, one target of Shaanxi's, with sentences as printed."""

from pathlib import Path

import pytest

from kouan.rows import Row, Tables, Value
from kouan.schema import Package, Table, load_package

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def package() -> Package:
    return load_package(PROJECT / "datapackage.json")


@pytest.fixture
def tables(package: Package) -> Tables:
    """Rows of every kind of value; null wherever nothing is given."""
    rows = _documents() | _work() | _things()
    return {table.name: [_complete(table, row) for row in rows.get(table.name, [])] for table in package.tables}


def _complete(table: Table, values: dict[str, Value]) -> Row:
    spans = {"char_start": 10, "char_end": 30, "method": "parsed"}
    given = {name: value for name, value in spans.items() if name in table.column_names}
    assert set(values) <= set(table.column_names), values
    return dict.fromkeys(table.column_names) | given | values


def _documents() -> dict[str, list[dict[str, Value]]]:
    return {
        "divisions": [
            {"division_code": "100000", "name": "中华人民共和国", "level": "country"},
            {"division_code": "340000", "name": "安徽省", "level": "province", "parent_code": "100000"},
            {"division_code": "340200", "name": "芜湖市", "level": "prefecture", "parent_code": "340000"},
            {"division_code": "610000", "name": "陕西省", "level": "province", "parent_code": "100000"},
            {
                "division_code": "610800",
                "name": "榆林市",
                "level": "prefecture",
                "parent_code": "610000",
                "latitude": 38.29181,
                "longitude": 109.73753,
            },
        ],
        "documents": [
            {
                "document_id": "ah-ports-2022",
                "title": "安徽省口岸建设发展行动方案（2022—2025年）",
                "title_en": 'Action plan for "building and developing" Anhui\'s ports of entry, 2022-2025',
                "adopted_on": "2022-11-07",
                "published_on": "2022-12-16",
                "period_start_year": 2022,
                "period_end_year": 2025,
                "division_code": "340000",
                "file": "ah-ports-2022.txt",
                "sha256": "ab" * 32,
                "characters": 9480,
            },
            {
                "document_id": "sn-ports-2021",
                "title": "陕西省口岸发展“十四五”规划",
                "document_number": "陕商发〔2021〕28号",
                "division_code": "610000",
                "file": "sn-ports-2021.txt",
                "sha256": "cd" * 32,
                "characters": 20920,
            },
        ],
        "passages": [
            {
                "passage_id": "ah-ports-2022.p1",
                "document_id": "ah-ports-2022",
                "ordinal": 1,
                "kind": "item",
                "heading_path": "二、重点任务 > （一）优化口岸布局行动",
                "task_id": "ah-ports-2022.2",
                "text": "加快芜湖专业航空货运枢纽港建设，推进池州机场、芜宣机场申创开放（临时开放）航空口岸。",
            },
            {
                "passage_id": "ah-ports-2022.p2",
                "document_id": "ah-ports-2022",
                "ordinal": 2,
                "kind": "item",
                "text": "RCEP原产易腐货物和快件，在满足必要条件下实行6小时内放行的便利措施。",
            },
        ],
    }


def _work() -> dict[str, list[dict[str, Value]]]:
    return {
        "tasks": [
            {
                "task_id": "ah-ports-2022.2",
                "document_id": "ah-ports-2022",
                "ordinal": 2,
                "number": "2",
                "heading_path": "二、重点任务 > （一）优化口岸布局行动",
                "title": "加快建设高水平开放的沿江口岸带",
                "text": "加快建设高水平开放的沿江口岸带。推动沿江水运口岸有效整合、优势互补、错位发展。",
            },
            {
                "task_id": "sn-ports-2021.4-1-1",
                "document_id": "sn-ports-2021",
                "ordinal": 1,
                "number": "1",
                "title": "高标准建设航空口岸",
                "text": "力争 2022 年榆林榆阳机场口岸正式对外开放；\n大力推进西安航空口岸国际枢纽机场建设。",
            },
        ],
        "task_assignments": [
            _assignment(1, 1, "lead", "ah-wuhu", "芜湖市人民政府"),
            _assignment(1, 2, "support", "ah-ports-office", "省政府口岸办"),
            _assignment(2, 1, "lead", None, "池州市人民政府"),
        ],
        "agencies": [
            {
                "agency_id": "ah-ports-office",
                "name": "安徽省人民政府口岸办公室",
                "name_en": "Port Office of the Anhui Provincial People's Government",
                "kind": "provincial_department",
                "level": "provincial",
                "division_code": "340000",
                "is_collective": False,
                "basis": "list",
            },
            {
                "agency_id": "ah-wuhu",
                "name": "芜湖市人民政府",
                "kind": "municipal_government",
                "level": "prefectural",
                "division_code": "340200",
                "is_collective": False,
                "basis": "list",
            },
        ],
        "agency_aliases": [
            {
                "alias_id": "ah-ports-office.1",
                "alias": "省政府口岸办",
                "agency_id": "ah-ports-office",
                "division_code": "340000",
            },
        ],
    }


def _assignment(clause: int, ordinal: int, role: str, agency_id: str | None, mention: str) -> dict[str, Value]:
    work_start, work_end = {1: (100, 200), 2: (300, 400)}[clause]
    return {
        "assignment_id": f"ah-ports-2022.2.c{clause}.{ordinal}",
        "task_id": "ah-ports-2022.2",
        "document_id": "ah-ports-2022",
        "clause": clause,
        "ordinal": ordinal,
        "role": role,
        "agency_id": agency_id,
        "mention": mention,
        "is_open_ended": ordinal == 1,
        "quote": mention,
        "clause_char_start": work_end,
        "clause_char_end": work_end + 80,
        "work_char_start": work_start,
        "work_char_end": work_end,
    }


def _things() -> dict[str, list[dict[str, Value]]]:
    return {
        "ports": [
            {
                "port_id": "wuhu-xuanzhou-airport",
                "name": "芜宣机场航空口岸",
                "kind": "airport",
                "mode": "air",
                "division_code": "340200",
                "iata_code": "WHA",
                "match_status": "matched",
            },
            {
                "port_id": "yulin-airport",
                "name": "榆林榆阳机场航空口岸",
                "kind": "airport",
                "mode": "air",
                "division_code": "610800",
                "match_status": "no_source",
            },
        ],
        "port_mentions": [
            {
                "port_mention_id": "ah-ports-2022.2.wuhu-xuanzhou-airport",
                "port_id": "wuhu-xuanzhou-airport",
                "document_id": "ah-ports-2022",
                "task_id": "ah-ports-2022.2",
                "mention": "芜宣机场",
                "status": "planned",
                "quote": "推进池州机场、芜宣机场申创开放（临时开放）航空口岸",
            },
        ],
        "indicators": [
            {
                "indicator_id": "container-throughput",
                "name": "集装箱吞吐量",
                "name_en": "Container throughput",
                "unit_si": "TEU",
                "definition": "水运港口一年装卸的集装箱。",
                "definition_en": "Containers handled at water ports in a year.",
            },
        ],
        "targets": [
            {
                "target_id": "ah-ports-2022.t1",
                "document_id": "ah-ports-2022",
                "indicator_id": "container-throughput",
                "indicator": "水运集装箱吞吐量",
                "comparator": "ge",
                "value": 235.0,
                "unit": "万标箱",
                "value_si": 2350000.0,
                "unit_si": "TEU",
                "deadline_year": 2025,
                "period": "by_deadline",
                "division_code": "340000",
                "is_milestone": False,
                "quote": "水运集装箱呑吐量达到235万标箱以上",
            },
            {
                "target_id": "sn-ports-2021.t1",
                "document_id": "sn-ports-2021",
                "indicator": "国际货量",
                "comparator": "ge",
                "value": 11.6,
                "unit": "万吨",
                "value_si": 116000.0,
                "unit_si": "t",
                "deadline_year": 2025,
                "period": "by_deadline",
                "is_milestone": False,
                "quote": "国际货量达到11.6万吨以上",
            },
            {
                "target_id": "sn-ports-2021.4-1-1.t1",
                "document_id": "sn-ports-2021",
                "task_id": "sn-ports-2021.4-1-1",
                "indicator": "榆林榆阳机场口岸正式对外开放",
                "comparator": "eq",
                "deadline_year": 2022,
                "period": "by_deadline",
                "port_id": "yulin-airport",
                "is_milestone": True,
                "quote": "力争 2022 年榆林榆阳机场口岸正式对外开放",
                "method": "curated",
            },
        ],
        "projects": [
            {
                "project_id": "wuhu-air-cargo-hub",
                "name": "芜湖专业航空货运枢纽港",
                "kind": "airport",
                "division_code": "340200",
                "port_id": "wuhu-xuanzhou-airport",
            },
        ],
        "project_mentions": [
            {
                "project_mention_id": "ah-ports-2022.2.wuhu-air-cargo-hub",
                "project_id": "wuhu-air-cargo-hub",
                "document_id": "ah-ports-2022",
                "task_id": "ah-ports-2022.2",
                "mention": "芜湖专业航空货运枢纽港",
                "action": "build",
                "quote": "加快芜湖专业航空货运枢纽港建设",
                "char_start": 120,
                "char_end": 135,
            },
        ],
        "quality": [
            {
                "quality_id": "ah-ports-2022.task-assignments.rows.parsed",
                "table_name": "task_assignments",
                "sample": "data_set",
                "document_id": "ah-ports-2022",
                "stage": "parsed",
                "annotated": 309,
                "predicted": 308,
                "correct": 308,
                "precision": 1.0,
                "recall": 0.9967637540453075,
                "f1": 0.9983792544570502,
                "method": "independent_annotation",
            },
        ],
    }
