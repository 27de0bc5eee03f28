"""The page of a body gathers all that there is about it."""

import pytest

from .conftest import linked


@pytest.fixture(scope="module")
def busy(database):
    """A few bodies: the busiest of each document, which among them have every role, and one that issued a document."""
    busiest = database.execute(
        "select agency_id, document_id, max(n) from (select agency_id, document_id, count(*) as n from task_assignments "
        "where agency_id is not null group by 1, 2) group by document_id"
    ).fetchall()
    issuer = database.execute("select agency_id from document_agencies where agency_id is not null").fetchone()
    return sorted({row[0] for row in [*busiest, issuer]})


def values(database, sql, *given):
    return {row[0] for row in database.execute(sql, given) if row[0] is not None}


def test_everything_about_a_body_is_there(soup, database, t, busy):
    for agency_id in busy:
        page = soup(f"{t.address}-/agency/{agency_id}")
        assert linked(page, "tasks") == values(
            database, "select task_id from task_assignments where agency_id = ?", agency_id
        )
        for (alias,) in database.execute("select alias from agency_aliases where agency_id = ?", [agency_id]):
            assert alias in page.select_one(".facts").get_text()
        issued = values(database, "select document_id from document_agencies where agency_id = ?", agency_id)
        assert {link["href"].partition("?")[0].rpartition("/")[2] for link in page.select("#issued + ul a")} == issued


def test_every_body_has_a_page(get, database):
    for (agency_id,) in database.execute("select agency_id from agencies"):
        assert get(f"/-/agency/{agency_id}").status_code == 200, agency_id


def test_tasks_are_counted_as_the_picture_counts_them(get, soup, busy):
    drawn = get("/kouan/picture_responsibilities.json?_shape=array").json()
    for agency_id in busy:
        expected = {row["document_id"]: row for row in drawn if row["agency_id"] == agency_id}
        items = soup(f"/-/agency/{agency_id}").select("#work ~ ol.bars > li")
        for item in items:
            row = expected.pop(item.a["href"].rpartition("/")[2], None)
            if row is not None:
                assert item.select_one(".number").get_text().startswith(f"{row['tasks']} 项")
        assert not expected


def test_parts_stand_under_their_document_and_role(soup, database):
    page = soup("/en/-/agency/hefei-customs")
    heads = page.select("h4")
    counts = [
        tuple(row)
        for row in database.execute(
            "select document_id, role, count(*) from task_assignments where agency_id = 'hefei-customs' "
            "group by 1, 2 order by document_id, case role when 'lead' then 1 when 'support' then 2 else 3 end"
        )
    ]
    assert [head.get_text() for head in heads] == [f"{role} {count}" for _, role, count in counts]
    for head, (document_id, role, _) in zip(heads, counts, strict=True):
        shown = [link["href"] for link in head.find_next("ul").select("a[href*='/document/']")]
        spans = database.execute(
            "select char_start, char_end from task_assignments where agency_id = 'hefei-customs' and document_id = ? "
            "and role = ?",
            [document_id, role],
        )
        places = {f"/en/-/document/{document_id}?span={row[0]}-{row[1]}#c{row[0]}-{row[1]}" for row in spans}
        assert set(shown) == places


def test_due_targets_are_those_for_whose_sentences_it_answers(get, soup, database, busy):
    answered = get("/kouan/who_answers_for_target.json?_shape=array").json()
    for agency_id in busy:
        name = database.execute("select name from agencies where agency_id = ?", [agency_id]).fetchone()[0]
        expected = {
            row["target_id"]
            for row in answered
            if name in (row["responsible"] or "").split("、") + (row["supported_by"] or "").split("、")
        }
        assert linked(soup(f"/-/agency/{agency_id}"), "targets") == expected


def test_targets_come_in_the_order_of_their_years(soup, busy):
    for agency_id in busy:
        years = [cell.get_text()[:4] for cell in soup(f"/-/agency/{agency_id}").select("#targets ~ div td.due-year")]
        dated = [year for year in years if year.isdigit()]
        assert years[: len(dated)] == sorted(dated)


def test_those_above_and_below_lead_to_each_other(soup, database, t):
    below, above = database.execute(
        "select agency_id, parent_agency_id from agencies where parent_agency_id is not null order by agency_id"
    ).fetchone()
    assert soup(f"{t.address}-/agency/{below}").select(f".facts a[href='{t.address}-/agency/{above}']")
    assert soup(f"{t.address}-/agency/{above}").select(f".facts a[href='{t.address}-/agency/{below}']")


def test_a_collective_says_that_it_is_one(soup, database):
    one, other = (
        database.execute("select agency_id from agencies where is_collective = ? order by 1", [flag]).fetchone()[0]
        for flag in (1, 0)
    )
    assert "统称" in soup(f"/-/agency/{one}").select_one("main .note").get_text()
    assert not soup(f"/-/agency/{other}").select("main .note")


def test_tasks_have_english_titles_on_english_pages(soup, database):
    page = soup("/en/-/agency/ah-development-and-reform")
    title = database.execute("select title_en from tasks where task_id = 'ah-ports-2022.1'").fetchone()[0]
    assert page.find("a", href="/en/kouan/tasks/ah-ports-2022~2E1").get_text().endswith(title)


def test_a_body_in_no_clause_says_so(soup, database):
    without = database.execute(
        "select agency_id from agencies where agency_id not in "
        "(select agency_id from task_assignments where agency_id is not null) order by 1 limit 1"
    )
    for (agency_id,) in without:
        assert "没有一份文件" in soup(f"/-/agency/{agency_id}").main.get_text()


def test_all_links_of_a_page_lead_somewhere(get, soup, database, t):
    agency_id = database.execute(
        "select agency_id from task_assignments where agency_id is not null group by 1 having count(*) = 4 order by 1"
    ).fetchone()[0]
    page = soup(f"{t.address}-/agency/{agency_id}")
    for href in sorted({link["href"].partition("#")[0] for link in page.select("main a[href]")} - {""}):
        assert href.startswith(t.address)
        assert get(href).status_code == 200, href


def test_a_body_that_is_not_there_is_not_found(get):
    assert get("/-/agency/nosuch").status_code == 404
