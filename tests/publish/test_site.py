"""metadata.json, metadata.en.json and settings.json: the contract and metadata.yml in Datasette's words."""

import json
import re
import sqlite3
from pathlib import Path

import pytest
import yaml

from kouan.errors import KouanError
from kouan.publish.site import METADATA_FILES, SETTINGS, publish_site, row_limit
from kouan.publish.site_texts import UNITS
from kouan.publish.sqlite import publish_sqlite
from kouan.publish.views import VIEWS
from kouan.site.language import ZH

PROJECT = Path(__file__).parents[2]
METADATA = PROJECT / "metadata.yml"


@pytest.fixture
def folder(tables, package, tmp_path):
    publish_sqlite(tables, package, tmp_path / "kouan.db")
    return tmp_path


@pytest.fixture
def metadata(package, folder, t):
    """The metadata in each language."""
    publish_site(package, METADATA, folder)
    return json.loads((folder / METADATA_FILES[t.code]).read_text(encoding="utf-8"))


@pytest.fixture
def publish(package, folder):
    """Publish with metadata.yml changed by a function; nothing may be written where that fails."""

    def with_change(change, t=ZH):
        content = yaml.safe_load(METADATA.read_text(encoding="utf-8"))
        change(content, content["databases"]["kouan"])
        path = folder / "changed.yml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        publish_site(package, path, folder)
        return json.loads((folder / METADATA_FILES[t.code]).read_text(encoding="utf-8"))

    return with_change


def test_tables_say_what_the_contract_says(metadata, package, t):
    tables = metadata["databases"]["kouan"]["tables"]
    assert list(tables) == [*(table.name for table in package.tables), *VIEWS]
    for table in package.tables:
        about = tables[table.name]
        assert about["title"] == t(table.title, table.title_en)
        assert list(about["columns"]) == list(table.column_names)
        for column in table.columns:
            text = about["columns"][column.name]
            assert about["column_titles"][column.name] == t(column.title, column.title_en)
            assert t(column.title, column.title_en) in text
            assert t(column.description, column.description_en) in text
            for code, label in column.labels.items():
                assert f"{code} = {t(*label)}" in text
            if column.unit:
                assert t(f"单位：{UNITS[column.unit]}。", f"Unit: {column.unit}.") in text


def test_known_limits_stand_in_a_box(metadata, package, t):
    """Every table has limits; they come last in its description."""
    for table in package.tables:
        html = metadata["databases"]["kouan"]["tables"][table.name]["description_html"]
        said, _, note = html.partition('<p class="note">')
        assert said.startswith("<p>")
        assert note.startswith(t("<strong>注意：</strong>", "<strong>Note:</strong> "))
        assert "注意" not in said
        assert "Note:" not in said


def test_each_file_speaks_one_language(package, folder):
    publish_site(package, METADATA, folder)
    chinese, english = (json.loads((folder / name).read_text(encoding="utf-8")) for name in METADATA_FILES.values())
    assert chinese["plugins"]["languages"] == {"language": "zh"}
    assert english["plugins"]["languages"] == {"language": "en"}
    han = re.compile("[\u4e00-\u9fff]")
    for part in (
        english,
        *english["databases"]["kouan"]["queries"].values(),
        *english["databases"]["kouan"]["tables"].values(),
    ):
        for key in ("title", "license", "source", "rights"):
            assert not han.search(part.get(key, "")), part["title"]
    for name, about in chinese["databases"]["kouan"]["tables"].items():
        assert han.search(about["title"]), name
        for title in about["column_titles"].values():
            assert han.search(title) or title == "UN/LOCODE", f"{name}: {title}"


def test_rows_are_named_in_the_language_where_they_have_such_a_name(metadata, t):
    tables = metadata["databases"]["kouan"]["tables"]
    assert tables["agencies"]["label_column"] == t("name", "name_en")
    assert tables["documents"]["label_column"] == t("title", "title_en")
    assert t("class", "class_en") in tables["port_mentions"]["facets"]
    assert t("province", "province_en") in tables["port_overview"]["facets"]


def test_questions_have_groups_and_their_own_columns(metadata, t):
    kouan = metadata["databases"]["kouan"]
    assert kouan["query_groups"]["ports"] == t("口岸", "Ports")
    assert {query["group"] for query in kouan["queries"].values()} == set(kouan["query_groups"])
    assert kouan["column_titles"]["excerpt"] == t("摘录", "Excerpt")
    assert kouan["plugins"]["code-labels"]["what"]["port"] == t("口岸", "port")


def test_the_citation_names_the_version(metadata, package, t):
    assert metadata["citation"] == t(
        f"Kouan {package.title}，{package.version} 版，CC BY 4.0。",
        f"{package.title_en}, version {package.version}, CC BY 4.0.",
    )


def test_addresses_are_those_of_the_language(metadata, t):
    assert metadata["source_url"] == t("/kouan/documents", "/en/kouan/documents")
    address = t("/-/document/ah-ports-2022", "/en/-/document/ah-ports-2022")
    assert f'href="{address}"' in metadata["description_html"]


def test_titles_are_not_written_twice(package):
    """What the contract says of a table may not stand in metadata.yml as well, where it would soon say otherwise."""
    text = METADATA.read_text(encoding="utf-8")
    for table in package.tables:
        assert table.description not in text
        for column in table.columns:
            if len(column.description) > 12:
                assert column.description not in text, f"{table.name}.{column.name}"


def test_no_units_key_which_breaks_pages(metadata):
    assert '"units"' not in json.dumps(metadata)


def test_every_part_carries_licence_and_source(metadata):
    database = metadata["databases"]["kouan"]
    parts = [metadata, database, *database["tables"].values(), *database["queries"].values()]
    for part in parts:
        assert part["license"].startswith("CC BY 4.0")
        assert part["license_url"] == "https://creativecommons.org/licenses/by/4.0/"
        assert part["source"]
    assert "GB/T 2260" in database["tables"]["divisions"]["source"]


def test_columns_of_views_are_described_like_those_they_show(metadata, package, t):
    view = metadata["databases"]["kouan"]["tables"]["who_answers_for_what"]
    role = package.table("task_assignments").column("role")
    assert t(role.description, role.description_en) in view["columns"]["role"]
    assert view["plugins"]["code-labels"]["role"]["lead"] == t(*role.labels["lead"])
    # Under another name, the title says of what: a name alone could be anyone's.
    assert view["column_titles"]["agency_en"] == t("机构英文名", "Agencies: English name")


def test_views_are_described_column_by_column(metadata, folder):
    connection = sqlite3.connect(folder / "kouan.db")
    for name in VIEWS:
        columns = [row[1] for row in connection.execute(f"pragma table_info({name})")]
        assert list(metadata["databases"]["kouan"]["tables"][name]["columns"]) == columns
    connection.close()


def test_labels_for_queries_are_those_on_which_tables_agree(metadata, package, t):
    shared = metadata["databases"]["kouan"]["plugins"]["code-labels"]
    assert shared["role"]["lead"] == t(*package.table("task_assignments").column("role").labels["lead"])
    assert shared["role"]["issuer"] == t(*package.table("document_agencies").column("role").labels["issuer"])
    # A port area and a port area's project, or an airport, may be called alike; a port that is open and to open may not.
    kinds = [t(*package.table(name).column("kind").labels["airport"]) for name in ("ports", "projects")]
    assert ("airport" in shared["kind"]) == (kinds[0] == kinds[1])


def test_titles_for_queries_are_those_of_most_tables(metadata, package, t):
    shared = metadata["databases"]["kouan"]["column_titles"]
    # Its own table calls it an id; the many that refer to it, a task.
    task = package.table("targets").column("task_id")
    assert shared["task_id"] == t(task.title, task.title_en)
    quote = package.table("targets").column("quote")
    assert shared["quote"] == t(quote.title, quote.title_en)


def test_a_column_of_a_query_may_have_a_title_of_its_own(publish, t):
    def change(_, database):
        database["queries"]["busiest_agencies"]["columns"] = {"leads": {"title": "牵头", "title_en": "Leads"}}

    assert publish(change, t)["databases"]["kouan"]["queries"]["busiest_agencies"]["column_titles"] == {
        "leads": t("牵头", "Leads")
    }


def test_parameters_say_what_they_are(metadata, t):
    parameters = metadata["databases"]["kouan"]["queries"]["promised_for_place"]["parameters"]
    assert parameters["year"] == {
        "default": "2025",
        "title": t("最晚哪一年", "the last year"),
        "hint": t("不填则为“2025”", "if empty: 2025"),
    }


def test_a_parameter_for_codes_offers_their_names(metadata, t):
    database = metadata["databases"]["kouan"]
    kind = database["queries"]["ports_to_open"]["parameters"]["kind"]
    assert kind["codes"] == database["tables"]["ports"]["plugins"]["code-labels"]["kind"]
    assert kind["codes"]["airport"] == t("机场", "airport")


def test_a_code_with_two_meanings_has_a_name_in_answers(metadata, t):
    kinds = metadata["databases"]["kouan"]["plugins"]["code-labels"]["kind"]
    assert kinds["bonded_zone"] == t("综合保税区等", "bonded zone")
    assert kinds["airport"] == t("机场", "airport")


def test_an_empty_parameter_is_its_default(metadata, t):
    query = metadata["databases"]["kouan"]["queries"]["who_leads_what"]
    default = t("中欧班列", "freight train")
    assert f"coalesce(nullif(trim(:word), ''), '{default}')" in query["sql"]
    assert query["parameters"]["word"]["default"] == default
    sql = metadata["databases"]["kouan"]["queries"]["tasks_with_many_supporters"]["sql"]
    assert "cast(coalesce(nullif(trim(:at_least), ''), 10) as integer)" in sql


def test_a_default_with_a_quotation_mark_stays_one_text(publish):
    def change(_, database):
        database["queries"]["who_leads_what"]["parameters"]["word"]["default"] = "l'an 2025"

    sql = publish(change)["databases"]["kouan"]["queries"]["who_leads_what"]["sql"]
    expression = re.search(r"select (coalesce.*'\))", sql)[1]
    assert sqlite3.connect(":memory:").execute(f"select {expression}", {"word": " "}).fetchone() == ("l'an 2025",)


def test_html_in_texts_is_text(publish):
    def change(_, database):
        database["queries"]["who_leads_what"]["description"] = "任务 <script>alert(1)</script> & 单位"

    html = publish(change)["databases"]["kouan"]["queries"]["who_leads_what"]["description_html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_same_input_gives_the_same_bytes(package, folder):
    names = [*METADATA_FILES.values(), "settings.json"]
    publish_site(package, METADATA, folder)
    first = [(folder / name).read_bytes() for name in names]
    publish_site(package, METADATA, folder)
    assert [(folder / name).read_bytes() for name in names] == first
    assert "口岸".encode() in first[0]


def test_settings_are_those_of_datasette(metadata, folder):
    from datasette.app import DEFAULT_SETTINGS

    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert set(settings) <= set(DEFAULT_SETTINGS)
    assert settings == {**SETTINGS, "max_returned_rows": 1000}
    for name, value in settings.items():
        assert isinstance(value, bool) == isinstance(DEFAULT_SETTINGS[name], bool)


@pytest.mark.parametrize(("rows", "limit"), [(1, 1000), (1000, 1000), (1001, 2000), (2001, 3000)])
def test_the_row_limit_lets_through_the_largest_table(package, tables, tmp_path, rows, limit):
    passage = tables["passages"][0]
    tables["passages"] = [
        passage | {"passage_id": f"ah-ports-2022.p{number}", "ordinal": number} for number in range(1, rows + 1)
    ]
    publish_sqlite(tables, package, tmp_path / "kouan.db")
    assert row_limit(package, tmp_path / "kouan.db") == limit


def _unknown_table(_, database):
    database["tables"]["task"] = {}


def _missing_table(_, database):
    del database["tables"]["targets"]


def _missing_view(_, database):
    del database["tables"]["port_overview"]


def _unknown_facet(_, database):
    database["tables"]["tasks"]["facets"] = ["documents"]


def _unknown_label(_, database):
    database["tables"]["ports"]["label_column"] = "nome"


def _unknown_sort(_, database):
    database["tables"]["ports"]["sort_desc"] = "nome"


def _misspelt_key(_, database):
    database["tables"]["tasks"]["facet"] = ["document_id"]


def _title_of_a_table(_, database):
    database["tables"]["tasks"]["title"] = "任务"


def _units(_, database):
    database["tables"]["targets"]["units"] = {"value": "万吨"}


def _unknown_column_of_a_view(_, database):
    database["tables"]["who_answers_for_what"]["columns"]["task"] = "tasks.name"


def _view_without_english(_, database):
    del database["tables"]["port_overview"]["title_en"]


def _query_without_english(_, database):
    del database["queries"]["coverage"]["description_en"]


def _query_without_sql(_, database):
    del database["queries"]["coverage"]["sql"]


def _writing_query(_, database):
    database["queries"]["coverage"]["write"] = True


def _undeclared_parameter(_, database):
    database["queries"]["coverage"]["sql"] += " limit :most"


def _unused_parameter(_, database):
    database["queries"]["coverage"]["parameters"] = {"most": {"title": "行数", "title_en": "rows", "default": 5}}


def _parameter_without_default(_, database):
    del database["queries"]["who_leads_what"]["parameters"]["word"]["default"]


def _english_default_of_no_kind(_, database):
    database["queries"]["who_leads_what"]["parameters"]["word"]["default_en"] = ["train"]


def _codes_of_no_column(_, database):
    database["queries"]["ports_to_open"]["parameters"]["kind"]["codes"] = "ports.name"


def _default_that_is_no_code(_, database):
    database["queries"]["ports_to_open"]["parameters"]["status"]["default"] = "closed"


def _question_in_no_group(content, kouan):
    kouan["queries"]["coverage"]["group"] = "nosuch"


def _label_in_one_language(content, kouan):
    kouan["query_columns"]["what"]["labels"]["port"] = ["口岸"]


def _other_database(content, _):
    content["databases"]["other"] = {}


def _column_of_a_query_without_english(_, database):
    database["queries"]["coverage"]["columns"] = {"tasks": {"title": "任务"}}


def _no_rights(content, _):
    content["rights_en"] = " "


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_unknown_table, "task is neither a table"),
        (_missing_table, "targets is missing"),
        (_missing_view, "port_overview is missing"),
        (_unknown_facet, "table tasks: documents is not a column"),
        (_unknown_label, "table ports: nome is not a column"),
        (_unknown_sort, "table ports: nome is not a column"),
        (_misspelt_key, "table tasks: facet is not a property"),
        (_title_of_a_table, "table tasks: title is not a property"),
        (_units, "table targets: units is not a property"),
        (_unknown_column_of_a_view, "column task shows tasks.name"),
        (_view_without_english, "view port_overview: title_en is missing"),
        (_query_without_english, "query coverage: description_en is missing"),
        (_query_without_sql, "query coverage: sql is missing"),
        (_writing_query, "query coverage: write is not a property"),
        (_undeclared_parameter, "query coverage: parameter most"),
        (_unused_parameter, "query coverage: parameter most"),
        (_parameter_without_default, "query who_leads_what, parameter word: default"),
        (_english_default_of_no_kind, "query who_leads_what, parameter word: default_en"),
        (_codes_of_no_column, "query ports_to_open, parameter kind: codes has to name a column that holds codes"),
        (_default_that_is_no_code, "parameter status: default is no code of port_mentions.status; use one of open,"),
        (_column_of_a_query_without_english, "query coverage, column tasks: title_en is missing"),
        (_question_in_no_group, "query coverage: group is not one of query_groups"),
        (_label_in_one_language, "column what: label port has to be a list of its Chinese and its English name"),
        (_other_database, "other is not a property"),
        (_no_rights, "rights_en is missing"),
    ],
    ids=lambda value: value.__name__.strip("_") if callable(value) else "",
)
def test_what_does_not_fit_is_refused(publish, folder, change, says):
    with pytest.raises(KouanError, match=re.escape(says)) as error:
        publish(change)
    assert str(error.value).startswith("changed.yml")
    assert not (folder / "metadata.json").exists()


@pytest.mark.parametrize("content", ["a: [", "- a\n- b\n", "", "\udcff"])
def test_a_file_that_is_no_metadata_is_refused(package, folder, content):
    path = folder / "broken.yml"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(KouanError, match=r"broken\.yml"):
        publish_site(package, path, folder)


def test_a_missing_file_is_named(package, folder):
    with pytest.raises(KouanError, match=r"nosuch\.yml: cannot be read"):
        publish_site(package, folder / "nosuch.yml", folder)
