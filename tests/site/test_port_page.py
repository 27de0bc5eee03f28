"""The page of a port gathers all that there is about it."""

import pytest
from datasette.utils import tilde_decode

from .conftest import linked, page_text


def leads_to(item, row_id):
    return tilde_decode(item.a["href"]).endswith(f"/{row_id}")


def values(database, sql, *given):
    return {row[0] for row in database.execute(sql, given) if row[0] is not None}


# Its row with areas of its own, targets and milestones; a partner abroad of which hardly anything is said.
@pytest.mark.parametrize("port_id", ["xian-airport", "manzhouli", "wuhu-port", "yulin-airport", "khangi"])
def test_everything_about_a_port_is_there(soup, database, t, port_id):
    page = soup(f"{t.address}-/port/{port_id}")
    mentions = values(database, "select port_mention_id from port_mentions where port_id = ?", port_id)
    assert linked(page, "port_mentions") == mentions
    family = "select port_id from ports where ?1 in (port_id, parent_port_id)"
    assert linked(page, "targets") == values(
        database, f"select target_id from targets where port_id in ({family})", port_id
    )
    assert linked(page, "projects") == values(
        database, f"select project_id from projects where port_id in ({family})", port_id
    )
    of_port = "select task_id from {} where port_id = ?1"
    assert linked(page, "tasks") == values(
        database,
        " union ".join(of_port.format(table) for table in ("port_mentions", "targets"))
        + " union select task_id from project_mentions join projects using (project_id) where port_id = ?1",
        port_id,
    )
    row = database.execute("select * from ports where port_id = ?", [port_id]).fetchone()
    text = page_text(type("Page", (), {"text": str(page)}))
    assert row["name"] in text
    assert (row["name_en"] or row["name"]) in text


@pytest.mark.parametrize("port_id", ["xian-airport", "manzhouli"])
def test_a_map_shows_where_a_port_is(soup, t, port_id):
    page = soup(f"{t.address}-/port/{port_id}")
    [mark] = page.select("svg.map a[data-port]")
    assert mark["data-port"] == port_id
    assert len(page.select("svg.map path.own")) == 1


def test_a_port_without_a_place_has_no_map(soup):
    assert not soup("/-/port/khangi").select("svg.map")


def test_every_port_has_a_page(get, database):
    for (port_id,) in database.execute("select port_id from ports"):
        assert get(f"/-/port/{port_id}").status_code == 200, port_id


def test_words_of_documents_are_marked_in_their_sentence(soup, database):
    page = soup("/en/-/port/wuhu-port")
    rows = database.execute(
        "select quote, document_id, char_start, char_end from port_mentions where port_id = 'wuhu-port' "
        "order by document_id, char_start"
    ).fetchall()
    blocks = page.select("#mentions + ul > li")
    assert len(blocks) == len(rows)
    for block, row in zip(blocks, rows, strict=True):
        marked = "".join(mark.get_text() for mark in block.select("blockquote mark"))
        assert marked == row["quote"]
        place = f"/en/-/document/{row['document_id']}?span={row['char_start']}-{row['char_end']}"
        assert any(link["href"].startswith(place) for link in block.select("a"))


def test_states_stand_by_document(soup, database):
    rows = soup("/-/port/xian-rail").select("#states + div tbody tr")
    said = {
        row["document_id"]
        for row in database.execute("select document_id from port_mentions where port_id = 'xian-rail'")
    }
    assert {row.a["href"].rpartition("/")[2] for row in rows} == said
    states = values(database, "select distinct status from port_mentions where port_id = 'xian-rail'")
    labels = {"open": "已开放", "temporary": "临时开放", "planned": "拟开放", "expanding": "扩大提升"}
    assert set("、".join(row.select_one("td.state").get_text() for row in rows).split("、")) == {
        labels[state] for state in states
    }


def test_only_those_answer_whose_clause_is_for_the_port(soup):
    """Task 2 of Anhui's port plan has two clauses: the riverside cities', then that for the airports."""
    tasks = soup("/-/port/wuhu-port").select("#tasks ~ ul.said")[0].select("li")
    [task] = [item for item in tasks if leads_to(item, "ah-ports-2022.2")]
    bodies = [link["href"].rpartition("/")[2] for link in task.select("a[href*='/agency/']")]
    assert "maanshan-government" in bodies
    assert task.find("strong").get_text() == "牵头"
    airport = soup("/-/port/wuxuan-airport").select("#tasks ~ ul.said")[0].select("li")
    [task] = [item for item in airport if leads_to(item, "ah-ports-2022.2")]
    others = [link["href"].rpartition("/")[2] for link in task.select("a[href*='/agency/']")]
    assert "maanshan-government" not in others
    assert "wuhu-government" in others


def test_a_task_without_clauses_says_so(soup):
    items = soup("/-/port/yulin-airport").select("#tasks ~ ul.said")[0].select("li")
    assert all("没有写明责任单位" in item.get_text() for item in items if "sn-ports-2021" in item.a["href"])


def test_parts_and_wholes_lead_to_each_other(soup, database):
    part, whole = database.execute(
        "select port_id, parent_port_id from ports where parent_port_id is not null order by port_id"
    ).fetchone()
    assert soup(f"/-/port/{part}").select(f".facts a[href='/-/port/{whole}']")
    assert soup(f"/-/port/{whole}").select(f".facts a[href='/-/port/{part}']")


def test_all_links_of_a_page_lead_somewhere(get, soup, t):
    page = soup(f"{t.address}-/port/ceke")
    for href in sorted({link["href"].partition("#")[0] for link in page.select("main a[href]")} - {""}):
        assert href.startswith(t.address)
        assert get(href).status_code == 200, href
    for link in page.select("main a[href^='#']"):
        assert page.select(link["href"])


@pytest.mark.parametrize(
    ("table", "kind", "row_id"), [("ports", "port", "manzhouli"), ("agencies", "agency", "hefei-customs")]
)
def test_the_row_leads_to_the_page_and_the_page_to_the_row(soup, t, table, kind, row_id):
    page, row = f"{t.address}-/{kind}/{row_id}", f"{t.address}kouan/{table}/{row_id}"
    assert soup(row).select(f".row-page a[href='{page}']")
    assert soup(page).select(f"main a[href='{row}']")


def test_rows_of_other_tables_have_no_such_page(soup):
    assert not soup("/kouan/tasks/ah-ports-2022.2").select(".row-page")


@pytest.mark.parametrize("port_id", ["nosuch", "'"])
def test_a_port_that_is_not_there_is_not_found(get, port_id):
    assert get(f"/-/port/{port_id}").status_code == 404
