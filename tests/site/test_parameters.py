"""What an address asks wrongly is answered 400 in words of both languages; nothing that pages link to is refused."""

from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from kouan.site.language import LANGUAGES
from kouan.site.parameters import Place, problem

# What is asked, and words of the answer.
WRONG = {
    "tasks?no_such_column=1": ("no_such_column", "document_id"),
    "tasks?titel=x": ("titel", "title"),
    "tasks?documentid__contains=x": ("documentid", "document_id"),
    "tasks?title__contians=x": ("contians", "contains"),
    "tasks?=x": ("title",),
    "tasks?__contains=x": ("title",),
    "tasks?_sort=nosuch": ("nosuch", "title"),
    "tasks?_sort_desc=titel": ("titel", "title"),
    "tasks?_sort=title&_sort_desc=title": ("_sort_desc",),
    "tasks?_sort_by_desc=on&_sort=nosuch": ("nosuch",),
    "tasks?_next=abc": ("_next",),
    "tasks?_next=1,2,3,4": ("_next",),
    "port_overview?_next=abc": ("_next",),
    "port_overview?_next=-5": ("_next",),
    "port_overview?_next=99999999999999999999999": ("_next",),
    "port_overview?rowid=1": ("rowid", "port_id"),
    "tasks?_facet=nosuch": ("nosuch", "title"),
    "tasks?_facet=": ("title",),
    "tasks?_facet={": ("_facet", "JSON"),
    "tasks?_facet={}": ("_facet", "JSON"),
    'tasks?_facet={"column":1}': ("_facet", "JSON"),
    "tasks?_facet=a%00": ("title",),
    "tasks?_facet_array=nosuch": ("nosuch",),
    "tasks?_facet_date=nosuch": ("nosuch",),
    "tasks?_facetx=title": ("_facetx", "_facet"),
    "tasks?_facet_size=²": ("_facet_size", "max"),
    "tasks?_size=²": ("_size", "max"),
    "tasks?_size=-1": ("_size",),
    "tasks?ordinal__gt=99999999999999999999999": ("ordinal__gt",),
    "tasks?ordinal__gt=²": ("ordinal__gt",),
    "tasks?ordinal__in=[": ("ordinal__in", "JSON"),
    "tasks?ordinal__in=[{}]": ("ordinal__in", "JSON"),
    "tasks?ordinal__notin=[99999999999999999999]": ("ordinal__notin", "JSON"),
    "divisions?_search=x": (),
    "tasks?_searchx=x": ("_searchx", "_search"),
    "tasks?_search_titel=x": ("titel", "title"),
    "tasks?_where=:x": ("_where",),
    "tasks?_where=?": ("_where",),
    "tasks?_where=1;select 2": ("_where",),
    "tasks?_where=%00": ("_where",),
    "tasks?_where=titel=1": ("_where", "titel"),
    "tasks?_through=x": ("_through",),
    "tasks?_through={}": ("_through",),
    'tasks?_through={"table":"task_asignments","column":"agency_id","value":"x"}': ("task_assignments",),
    'tasks?_through={"table":"task_assignments","column":"agency","value":"x"}': ("agency_id",),
    'tasks?_through={"table":"task_assignments","column":[],"value":"x"}': ("agency_id",),
    'tasks?_through={"table":"task_assignments","column":"agency_id","value":{}}': ("_through",),
    'tasks?_through={"table":[],"column":"agency_id","value":"x"}': ("task_assignments",),
    "tasks?_timelimit=x": ("_timelimit",),
    "tasks?_timelimit=-1": ("_timelimit",),
    "tasks?_json_infinity=x": ("_json_infinity",),
    "tasks?_json=nosuch": ("nosuch",),
    "tasks?_shape=nosuch": ("_shape", "objects"),
    "tasks?_ttl=²": ("_ttl",),
    "tasks?_col=titel": ("titel", "title"),
    "tasks?_nocol=titel": ("titel", "title"),
    "tasks?_label=nosuch": ("nosuch",),
    "tasks?_serach=x": ("_serach", "_search"),
    "tasks/ah-ports-2022.4?_json_infinity=x": ("_json_infinity",),
    "who_leads_what?wrod=LNG": ("wrod", "word"),
    "who_leads_what?_timelimit=x": ("_timelimit",),
    "?sql=select 1&_ttl=²": ("_ttl",),
}

RIGHT = [
    "tasks?title__contains=口岸&_sort=&_next=&_size=&_facet=method&_facet_size=max&_labels=on&_nofacet=1",
    "tasks?TITLE__contains=口岸",
    "tasks?rowid=1",
    "tasks?ordinal__in=[1,2.5,null,true,%22x%22]",
    "tasks?ordinal__in=[",
    "tasks?_where=title like '%25口岸%25'&_where=ordinal > 3",
    'tasks?_facet={"column":"method"}&_facet={"simple":"document_id"}',
    'tasks?_through={"table":"task_assignments","column":"agency_id","value":"ah-commerce"}',
    "tasks?_col=title&_col=title&_json=title&_label=document_id",
    "tasks?_search=口岸&_search_title=口",
    "tasks?_lang=zh&_trace=1&_stream=&_hide_sql=1",
    "port_overview?_next=2&_sort=name",
    "who_leads_what?word=LNG&_hide_sql=1",
    "?sql=select :no_such_name as x&no_such_name=1",
    "tasks/ah-ports-2022.4?nosuch=1",
    "nosuch?nosuch=1",
]


def address(t, asked, extension=""):
    path, _, query = asked.partition("?")
    return f"{t.address}kouan{'/' if path else ''}{path}{extension}?{quote(query, safe='=&%')}"


@pytest.mark.parametrize("asked", WRONG)
@pytest.mark.parametrize("t", LANGUAGES, ids=lambda t: t.code)
def test_what_is_wrong_is_said_in_words(get, asked, t):
    answer = get(address(t, asked, ".json"), follow_redirects=True)
    assert answer.status_code == 400
    body = answer.json()
    assert (body["ok"], body["status"]) == (False, 400)
    for word in WRONG[asked]:
        assert word in body["error"]
    assert (
        any("\u4e00" <= character <= "\u9fff" for character in body["error"]) == (t.code == "zh") or "_where" in asked
    )
    assert answer.headers["access-control-allow-origin"] == "*"


def test_every_format_says_it(get):
    for t in LANGUAGES:
        said = get(address(t, "tasks?titel=x", ".json")).json()["error"]
        for extension in (".csv", ".excel"):
            answer = get(address(t, "tasks?titel=x", extension))
            assert (answer.status_code, answer.text) == (400, said + "\n")
            assert answer.headers["content-type"].startswith("text/plain")
        page = get(address(t, "tasks?titel=x"))
        assert page.status_code == 400
        assert BeautifulSoup(page.text, "html.parser").select_one(".message-error").get_text() == said


@pytest.mark.parametrize("asked", RIGHT)
def test_what_is_right_passes(get, asked):
    answer = get(address(LANGUAGES[0], asked, ".json"))
    expected = {"nosuch?nosuch=1": 404, "tasks?ordinal__in=[": 400}.get(asked, 200)
    assert answer.status_code == expected, answer.text


@pytest.mark.parametrize(
    "path", ["tasks", "port_overview", "who_leads_what", "passages?_search=口岸", "ports?kind=airport"]
)
def test_no_link_of_a_page_is_refused(get, path):
    page = BeautifulSoup(get(f"/kouan/{path}").text, "html.parser")
    links = {link["href"].partition("#")[0] for link in page.select("main a[href]")}
    asked = sorted(link for link in links if link.startswith("/kouan") and "?" in link)
    assert len(asked) > 2
    for link in asked[:60]:
        assert get(link, follow_redirects=True).status_code == 200, link


def test_the_form_of_filters_leads_to_its_filter(get):
    answer = get(
        "/kouan/tasks?_filter_column=title&_filter_op=contains&_filter_value=口岸&_sort=title&_search=",
        follow_redirects=True,
    )
    assert answer.status_code == 200
    assert "title__contains" in str(answer.url)


def test_every_row_is_met_by_following_next(get):
    met, address = [], "/kouan/passages.json?_search=口岸&_size=40&_sort_desc=char_start&_shape=objects"
    while address:
        answer = get(address).json()
        met += [row["passage_id"] for row in answer["rows"]]
        address = answer["next_url"] and answer["next_url"].removeprefix("http://localhost")
    assert len(met) == len(set(met)) == answer["filtered_table_rows_count"]


def test_a_place_without_names_says_only_what_is_missing():
    for t in LANGUAGES:
        assert problem(Place(operators=("exact",), is_view=True), [("x", "1")], t).count("x") == 1


def test_a_link_that_was_passed_on_answers_as_before(get):
    added = "from=timeline&isappinstalled=0&utm_source=x%26y&fbclid=1"
    asked = "document_id=ah-ports-2022&_size=3"
    plain = get(f"/kouan/tasks.json?{asked}").json()
    assert len(plain["rows"]) == 3
    assert get(f"/kouan/tasks.json?{added}&{asked}").json()["rows"] == plain["rows"]
    assert get(f"/en/kouan/tasks?{added}").status_code == 200


def test_a_parameter_of_sql_may_have_any_name(get):
    answer = get("/kouan.json?sql=select+:from+as+said&from=口岸&_shape=array")
    assert answer.json() == [{"said": "口岸"}]
