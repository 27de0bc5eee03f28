"""A small sound data set, made of real sentences of two documents, for the tests to break."""

import copy
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kouan.clean import CleanText, clean
from kouan.publish.csv_tables import csv_bytes
from kouan.read import Source, read_source
from kouan.reference import FILES, Entry, Reference
from kouan.rows import Row, Tables, Value
from kouan.schema import Package, load_package

REPOSITORY = Path(__file__).resolve().parents[2]
# Title, aims and the first two tasks of one plan; head and first two measures of the other.
EXCERPTS = {"ah-ports-2022": 17, "nm-ports-2022": 14}

# What the passages of the tasks begin with.
TASKS = {"1﹒": "ah-ports-2022.1", "2﹒": "ah-ports-2022.2", "(一)": "nm-ports-2022.1", "(二)": "nm-ports-2022.2"}


@dataclass
class Sample:
    """The tables and all that they are checked against. Tests change the tables in place."""

    package: Package
    tables: Tables
    documents: dict[str, CleanText]
    sources: dict[str, Source]
    reference: Reference
    stored: Path

    def row(self, table: str, key: str) -> Row:
        """Return the row of a table with that primary key."""
        (column,) = self.package.table(table).primary_key
        return next(row for row in self.tables[table] if row[column] == key)

    def put(self, table: str, key: str, **values: Value) -> None:
        """Change values of a row."""
        self.row(table, key).update(values)

    def drop(self, table: str, key: str) -> None:
        """Remove a row."""
        self.tables[table].remove(self.row(table, key))

    def copy_row(self, table: str, key: str, **values: Value) -> None:
        """Append a copy of a row with other values."""
        self.tables[table].append({**self.row(table, key), **values})

    def expect(self, *entries: tuple[str, str, str]) -> None:
        """Replace the list of expected rows by lines of document, table and number."""
        names = ("document_id", "table_name", "rows")
        lines = tuple(dict(zip(names, entry, strict=True)) for entry in entries)
        self.reference = Reference({**self.reference.lists, "expected": lines})

    def at(self, document_id: str, phrase: str, after: str = "") -> dict[str, Value]:
        """Return the columns that trace a phrase, the first one after some other words."""
        document = self.documents[document_id]
        begin = document.text.index(phrase, document.text.index(after))
        start, end = document.span(begin, begin + len(phrase))
        return {"quote": phrase, "char_start": start, "char_end": end}


@pytest.fixture(scope="session")
def package() -> Package:
    return load_package(REPOSITORY / "datapackage.json")


@pytest.fixture(scope="session")
def sound(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    stored = tmp_path_factory.mktemp("documents")
    for document_id, lines in EXCERPTS.items():
        text = (REPOSITORY / f"datasets/documents/{document_id}.txt").read_bytes().decode("utf-8")
        (stored / f"{document_id}.txt").write_bytes(("\n".join(text.split("\n")[:lines]) + "\n").encode("utf-8"))
    sources = {document_id: read_source(stored / f"{document_id}.txt") for document_id in EXCERPTS}
    documents = {document_id: clean(source.text) for document_id, source in sources.items()}
    tables: Tables = {table.name: [] for table in package.tables}
    with (REPOSITORY / "datasets/reference/units.csv").open(encoding="utf-8", newline="") as stream:
        units: tuple[Entry, ...] = tuple(csv.DictReader(stream))
    sample = Sample(package, tables, documents, sources, Reference({}), stored)
    _fill(sample)
    listed = ("documents", "divisions", "agencies", "agency_aliases", "ports", "projects", "indicators")
    lists = {name: tuple(_entry(row, FILES[name]) for row in tables[name]) for name in listed}
    sample.reference = Reference({**dict.fromkeys(FILES, ()), **lists, "units": units})
    counted = [
        "document_agencies",
        "passages",
        "tasks",
        "task_assignments",
        "port_mentions",
        "targets",
        "project_mentions",
    ]
    numbers = {
        (document_id, table): sum(row["document_id"] == document_id for row in tables[table])
        for document_id in EXCERPTS
        for table in counted
    }
    sample.expect(*((document_id, table, str(rows)) for (document_id, table), rows in numbers.items() if rows))
    return sample


@pytest.fixture
def sample(sound: Sample) -> Sample:
    return Sample(
        sound.package, copy.deepcopy(sound.tables), sound.documents, sound.sources, sound.reference, sound.stored
    )


@pytest.fixture
def folder(sample: Sample, tmp_path: Path) -> Path:
    """Return a project's folder on disk that holds the sample."""
    reference = tmp_path / "datasets" / "reference"
    documents = tmp_path / "datasets" / "documents"
    reference.mkdir(parents=True)
    documents.mkdir()
    (tmp_path / "datapackage.json").write_bytes((REPOSITORY / "datapackage.json").read_bytes())
    for document_id in EXCERPTS:
        (documents / f"{document_id}.txt").write_bytes((sample.stored / f"{document_id}.txt").read_bytes())
    for table in sample.package.tables:
        (tmp_path / table.path).write_bytes(csv_bytes(table, sample.tables[table.name]))
    for name, columns in FILES.items():
        text = io.StringIO()
        writer = csv.DictWriter(text, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(dict(entry) for entry in sample.reference[name])
        (reference / f"{name}.csv").write_text(text.getvalue(), encoding="utf-8")
    return tmp_path


def _entry(row: Row, columns: Sequence[str]) -> Entry:
    """Return a row as a list kept by hand has it: text alone, of the columns that the list needs."""
    return {name: _text(row.get(name)) for name in columns}


def _text(value: Value) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _fill(sample: Sample) -> None:
    """Write the rows; each gets the columns that it does not name as null."""

    def add(table: str, **values: Value) -> None:
        names = sample.package.table(table).column_names
        assert set(values) <= set(names), f"the sample gives {table} columns that it does not have"
        sample.tables[table].append({name: values.get(name) for name in names})

    _fill_places(add)
    _fill_documents(sample, add)
    _fill_work(sample, add)
    _fill_findings(sample, add)


def _fill_places(add) -> None:
    for code, name, name_en, level, parent in (
        ("100000", "中华人民共和国", "China", "country", None),
        ("150000", "内蒙古自治区", "Inner Mongolia", "province", "100000"),
        ("340000", "安徽省", "Anhui", "province", "100000"),
        ("340100", "合肥市", "Hefei", "prefecture", "340000"),
        ("340200", "芜湖市", "Wuhu", "prefecture", "340000"),
        ("341700", "池州市", "Chizhou", "prefecture", "340000"),
    ):
        add("divisions", division_code=code, name=name, name_en=name_en, level=level, parent_code=parent)
    for agency_id, name, kind, level, code in (
        ("ah-government", "安徽省人民政府", "provincial_government", "provincial", "340000"),
        ("chizhou-government", "池州市人民政府", "municipal_government", "prefectural", "341700"),
        ("hefei-customs", "中华人民共和国合肥海关", "customs", "provincial", "340000"),
        ("hefei-government", "合肥市人民政府", "municipal_government", "prefectural", "340100"),
        ("nm-commerce", "内蒙古自治区商务厅", "provincial_department", "provincial", "150000"),
        ("nm-leagues-concerned", "内蒙古自治区相关盟行政公署", "group", "prefectural", "150000"),
        ("wuhu-government", "芜湖市人民政府", "municipal_government", "prefectural", "340200"),
    ):
        collective = kind == "group"
        add(
            "agencies",
            agency_id=agency_id,
            name=name,
            kind=kind,
            level=level,
            division_code=code,
            is_collective=collective,
            basis="list",
        )
    for alias_id, alias, code in (
        ("hefei-customs.1", "合肥海关", None),
        ("nm-commerce.1", "自治区商务厅（口岸办）", "150000"),
        ("nm-leagues-concerned.1", "相关盟行政公署", "150000"),
    ):
        agency_id = alias_id.removesuffix(".1")
        add("agency_aliases", alias_id=alias_id, alias=alias, agency_id=agency_id, division_code=code)
    add(
        "ports",
        port_id="hefei-airport",
        name="合肥新桥国际机场",
        kind="airport",
        mode="air",
        division_code="340100",
        iata_code="HFE",
        latitude=31.98667,
        longitude=116.975,
        coordinates_source="PyPI airportsdata",
        code_source="PyPI airportsdata",
        match_status="matched",
    )
    add("ports", port_id="ganqimaodu", name="甘其毛都口岸", kind="port_of_entry", mode="road", match_status="no_source")
    add(
        "ports",
        port_id="hefei-land-port",
        name="合肥国际陆港",
        kind="inland_port",
        mode="rail",
        match_status="no_source",
    )
    add("projects", project_id="hefei-land-port", name="合肥国际陆港", kind="logistics_hub", port_id="hefei-land-port")
    add(
        "indicators",
        indicator_id="container-throughput",
        name="集装箱吞吐量",
        name_en="Container throughput",
        unit_si="TEU",
        definition="一年内进出港口的集装箱数量。",
        definition_en="Containers handled in a year.",
    )


def _fill_documents(sample: Sample, add) -> None:
    titles = {
        "ah-ports-2022": ("安徽省口岸建设发展行动方案（2022—2025年）", "Anhui port plan", 2022, "340000"),
        "nm-ports-2022": (
            "关于推进落实“十四五”口岸发展规划任务分工的具体措施",
            "Inner Mongolia port measures",
            2021,
            "150000",
        ),
    }
    for document_id, (title, title_en, start, code) in titles.items():
        source = sample.sources[document_id]
        add(
            "documents",
            document_id=document_id,
            title=title,
            title_en=title_en,
            adopted_on="2022-11-07" if document_id == "ah-ports-2022" else None,
            published_on="2022-12-16" if document_id == "ah-ports-2022" else "2023-03-07",
            period_start_year=start,
            period_end_year=2025,
            division_code=code,
            file=source.file,
            sha256=source.sha256,
            characters=len(source.text),
            **sample.at(document_id, title),
            method="parsed",
        )
        blocks = sample.documents[document_id].blocks
        starts = [sample.documents[document_id].span(block.start, block.end)[0] for block in blocks]
        starts[0] = 0
        for ordinal, (begin, end) in enumerate(zip(starts, [*starts[1:], len(source.text)], strict=True), 1):
            text = sample.documents[document_id].quote(begin, end).strip("\n\t| ")
            add(
                "passages",
                passage_id=f"{document_id}.p{ordinal}",
                document_id=document_id,
                ordinal=ordinal,
                kind="paragraph",
                task_id=next((task for head, task in TASKS.items() if text.startswith(head)), None),
                text=text,
                char_start=begin,
                char_end=end,
                method="parsed",
            )
    add(
        "document_agencies",
        document_agency_id="ah-ports-2022.ah-government",
        document_id="ah-ports-2022",
        agency_id="ah-government",
        role="issuer",
        mention="安徽省人民政府",
        **sample.at("ah-ports-2022", "安徽省人民政府"),
        method="parsed",
    )


def _fill_work(sample: Sample, add) -> None:
    tasks = {
        "ah-ports-2022.1": ("1", "加快合肥口岸枢纽核心建设", "2﹒"),
        "ah-ports-2022.2": ("2", "加快建设高水平开放的沿江口岸带", None),
        "nm-ports-2022.1": ("（一）", "实施口岸分类管理,给予差别化政策", "(二)"),
        "nm-ports-2022.2": ("（二）", "支持综合枢纽和重点专业口岸,全面提升发展效能", None),
    }
    for ordinal, (task_id, (number, title, following)) in enumerate(tasks.items()):
        document_id = task_id.rpartition(".")[0]
        text = sample.documents[document_id].text
        begin = text.index(title)
        end = text.index(following, begin) if following else len(text)
        traced = sample.at(document_id, text[begin:end].rstrip())
        add(
            "tasks",
            task_id=task_id,
            document_id=document_id,
            ordinal=ordinal % 2 + 1,
            number=number,
            title=title,
            text=traced["quote"],
            char_start=traced["char_start"],
            char_end=traced["char_end"],
            method="parsed",
        )
    first = "（责任单位：合肥市人民政府，配合单位：省发展改革委"
    second = "（责任单位：马鞍山、芜湖、铜陵"
    third = "（责任单位：芜湖、池州市人民政府"
    joint = "(自治区商务厅(口岸办)、发改委"
    ends = {
        first: "合肥铁路办事处）",
        second: "安庆海事局）",
        third: "安徽民航机场集团）",
        joint: "按各自职责分工负责)",
    }
    work = {
        first: "大力推进合肥航空口岸",
        second: "推动沿江水运口岸",
        third: "加快芜湖专业航空",
        joint: "支持满洲里、二连浩特",
    }
    customs = ("support", "hefei-customs", "合肥海关", "合肥海关")
    wuhu = ("lead", "wuhu-government", "芜湖市人民政府", "芜湖")
    # fmt: off
    for task_id, clause, opening, bodies in (
        ("ah-ports-2022.1", 1, first, [("lead", "hefei-government", "合肥市人民政府", "合肥市人民政府"), customs]),
        ("ah-ports-2022.2", 1, second, [wuhu, customs]),
        ("ah-ports-2022.2", 2, third, [wuhu, ("lead", "chizhou-government", "池州市人民政府", "池州市人民政府"), customs]),
        ("nm-ports-2022.2", 1, joint, [
            ("joint", "nm-commerce", "自治区商务厅(口岸办)", "自治区商务厅(口岸办)"),
            ("joint", "nm-leagues-concerned", "相关盟行政公署", "相关盟行政公署"),
        ]),
    ):
        # fmt: on
        document_id = task_id.rpartition(".")[0]
        text = sample.documents[document_id].text
        begin = text.index(opening)
        end = text.index(ends[opening], begin) + len(ends[opening])
        clause_span = sample.documents[document_id].span(begin, end)
        work_span = sample.documents[document_id].span(text.index(work[opening]), begin)
        for ordinal, (role, agency_id, mention, quote) in enumerate(bodies, 1):
            add(
                "task_assignments",
                assignment_id=f"{task_id}.c{clause}.{ordinal}",
                task_id=task_id,
                document_id=document_id,
                clause=clause,
                ordinal=ordinal,
                role=role,
                agency_id=agency_id,
                mention=mention,
                is_open_ended=False,
                **sample.at(document_id, quote, after=opening),
                clause_char_start=clause_span[0],
                clause_char_end=clause_span[1],
                work_char_start=work_span[0],
                work_char_end=work_span[1],
                method="parsed",
            )


# fmt: off
def _fill_findings(sample: Sample, add) -> None:
    ports, measures = "ah-ports-2022", "nm-ports-2022"
    for document_id, task, port_id, mention, status, phrase, method in (
        (ports, ".1", "hefei-airport", "合肥航空口岸", "expanding", "合肥航空口岸", "parsed"),
        (measures, ".2", "ganqimaodu", "甘其毛都口岸", None, "甘其毛都重点专业口岸", "parsed"),
        (measures, "", "hefei-airport", "口岸", None, "口岸发展规划", "curated"),
    ):
        add(
            "port_mentions", port_mention_id=f"{document_id}{task}.{port_id}", port_id=port_id, document_id=document_id,
            task_id=f"{document_id}{task}" if task else None, mention=mention, status=status,
            **sample.at(document_id, phrase), method=method,
        )
    add(
        "project_mentions", project_mention_id=f"{ports}.1.hefei-land-port", project_id="hefei-land-port",
        document_id=ports, task_id=f"{ports}.1", mention="合肥国际陆港", action="build",
        **sample.at(ports, "合肥国际陆港建设"), method="parsed",
    )
    deadline = sample.at(ports, "到2025年")
    due = {f"deadline_{column}": value for column, value in deadline.items()}
    due |= {"deadline_year": 2025, "period": "by_deadline", "document_id": ports, "method": "parsed"}
    add(
        "targets", target_id=f"{ports}.t1", indicator="初步建成现代化口岸体系", comparator="eq", is_milestone=True, **due,
        **sample.at(ports, "初步建成“口岸体系健全"),
    )
    add(
        "targets", target_id=f"{ports}.t2", indicator="开放（临时开放）口岸", comparator="range", value=3, value_max=5, unit="个",
        value_si=3, value_max_si=5, unit_si="1", division_code="340000", is_milestone=False, **due,
        **sample.at(ports, "力争新增3—5个开放（临时开放）口岸"),
    )
    add(
        "targets", target_id=f"{ports}.t3", indicator_id="container-throughput", indicator="水运集装箱吞吐量", comparator="ge",
        value=235, unit="万标箱", value_si=2350000, unit_si="TEU", is_milestone=False, **due,
        **sample.at(ports, "水运集装箱呑吐量达到235万标箱以上"),
    )
    add(
        "targets", target_id=f"{measures}.2.t1", document_id=measures, task_id=f"{measures}.2", comparator="about",
        indicator="境外大宗矿产资源进口专用通道", value=5000, unit="万吨", value_si=50000000, unit_si="t", period="total",
        port_id="ganqimaodu", is_milestone=False, **sample.at(measures, "打造5000万吨级"), method="curated",
    )
    stray = sample.sources[measures].text.index("??????")
    add(
        "issues", issue_id=f"{measures}.i1", document_id=measures, kind="stray_bytes", severity="warning",
        description="原文中有无法识别的字节。", description_en="The source holds stray bytes.",
        char_start=stray, char_end=stray + 6,
    )
    add(
        "quality", quality_id="targets.ah-ports-2022", table_name="targets", sample="data_set", document_id=ports,
        stage="parsed", annotated=4, predicted=3, correct=3, precision=1, precision_low=0.4385, precision_high=1,
        recall=0.75, recall_low=0.3006, recall_high=0.9544, f1=0.857, f1_low=0.4622, f1_high=0.9767,
        method="own_annotation",
    )
