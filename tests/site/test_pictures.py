"""Pictures draw what public queries answer, all of it and nothing else, and say it without colour too."""

import csv
import json
import re
from itertools import combinations, pairwise
from math import hypot
from urllib.parse import quote

import pytest

from kouan.schema import load_package
from kouan.site.language import EN, LANGUAGES, ZH
from kouan.site.pictures.amounts import amount
from kouan.site.pictures.answers import PICTURES
from kouan.site.pictures.bars import target_groups, work_bar, work_groups
from kouan.site.pictures.map import CELL, WIDTH, draw_map, is_placed
from kouan.site.pictures.outlines import FILE, outlines
from kouan.site.pictures.timeline import timeline

from .conftest import PROJECT, page_text

NAMES = [picture.name for picture in PICTURES]
QUERY = {picture.name: picture.query for picture in PICTURES}
# What some filters leave: everything, a document, several filters at once, and nothing.
ASKED = {
    "map": ["", "?document=nm-ports-2022&status=planned", "?kind=airport", "?status=none", "?kind=nosuch"],
    "responsibilities": ["?document=ah-ports-2022", "?document=nm-ports-2022&kind=customs", "?document=sn-ports-2021"],
    "targets": ["", "?document=sn-ports-2021", "?indicator=mineral-import-capacity", "?indicator=nosuch"],
    "timeline": ["", "?document=ah-ports-2022", "?kind=milestone&document=sn-ports-2021", "?kind=nosuch"],
}
CASES = [(name, asked) for name in NAMES for asked in ASKED[name]]
# What names a mark, and the column of the answer that has it.
MARKS = {"map": "port", "responsibilities": "agency", "targets": "target", "timeline": "target"}


@pytest.fixture(scope="module")
def rows_of(get):
    """Ask a picture's query for JSON, as anybody would."""

    def asked(name, parameters=""):
        return get(f"/kouan/{QUERY[name]}.json?_shape=array&{parameters.removeprefix('?')}").json()

    return asked


@pytest.mark.parametrize(("name", "asked"), CASES)
def test_a_picture_draws_each_row_of_its_query_once(soup, rows_of, name, asked):
    page, rows, kind = soup(f"/-/pictures/{name}{asked}"), rows_of(name, asked), MARKS[name]
    drawn = [mark[f"data-{kind}"] for mark in page.select(f"main [data-{kind}]")]
    assert sorted(drawn) == sorted(row[f"{kind}_id"] for row in rows)


@pytest.mark.parametrize(("name", "asked"), CASES)
def test_the_table_behind_a_picture_is_the_answer_of_its_query(soup, rows_of, t, name, asked):
    page, rows = soup(f"{t.address}-/pictures/{name}{asked}"), rows_of(name, asked)
    shown = page.select("table.picture-table tbody tr")
    assert len(shown) == len(rows)
    for line, row in zip(shown, rows, strict=True):
        for column in (column for column in row if column.endswith("_id")):
            assert line.select_one(f"td.col-{column}").get_text() == (row[column] or "")
        for column in ("port", "agency", "indicator", "province"):
            if column in row:
                said = t(row[column], row[f"{column}_en"] or row[column])
                assert line.select_one(f"td.col-{column}").get_text() == (said or "")


@pytest.mark.parametrize(("name", "asked"), CASES)
def test_the_files_offered_are_those_of_the_picture(get, soup, rows_of, name, asked):
    page, rows = soup(f"/-/pictures/{name}{asked}"), rows_of(name, asked)
    links = {link.get_text(): link["href"] for link in page.select("main p a")}
    assert get(links["JSON"]).json() == rows
    assert get(links["CSV"]).text.count(",") >= len(rows)
    assert get(links["查询和它的 SQL"]).status_code == 200


def test_bars_say_what_they_show(soup, rows_of):
    items = soup("/-/pictures/responsibilities?document=ah-yrd-2022").select("li[data-agency]")
    rows = rows_of("responsibilities", "?document=ah-yrd-2022")
    for item, row in zip(items, rows, strict=True):
        parts = {"牵头": row["leads"], "配合": row["supports"], "共同负责": row["shares"]}
        said = "，".join(f"{role} {count}" for role, count in parts.items() if count)
        assert item.select_one(".number").get_text() == f"{row['tasks']} 项：{said}"
        assert [part["class"][0] for part in item.select("rect")] == [
            f"part-{kind}" for kind, count in zip(("lead", "support", "joint"), parts.values(), strict=True) if count
        ]


def test_tasks_of_a_body_count_once(rows_of, database):
    for row in rows_of("responsibilities"):
        tasks = database.execute(
            "select count(distinct task_id) from task_assignments where agency_id = ? and document_id = ?",
            [row["agency_id"], row["document_id"]],
        ).fetchone()[0]
        assert row["tasks"] == tasks == row["leads"] + row["supports"] + row["shares"]


def test_without_a_document_the_most_are_drawn_and_the_rest_is_a_click_away(soup, rows_of):
    page, rows = soup("/-/pictures/responsibilities"), rows_of("responsibilities")
    drawn = [item["data-agency"] for item in page.select("li[data-agency]")]
    more = page.select("figure > p a")
    assert len(drawn) < len(rows)
    for link in more:
        shown = [item["data-agency"] for item in soup(link["href"]).select("li[data-agency]")]
        left_off = int(re.search(r"\d+", link.get_text())[0])
        figure = link.find_parent("figure")
        assert [item["data-agency"] for item in figure.select("li")] == shown[: len(shown) - left_off]


def test_all_targets_are_on_the_timeline(rows_of, database):
    assert {row["target_id"] for row in rows_of("timeline")} == {
        row[0] for row in database.execute("select target_id from targets")
    }


def test_targets_side_by_side_share_indicator_and_unit(rows_of):
    rows = rows_of("targets")
    for group in target_groups(rows):
        assert len(group.bars) > 1
        assert len({bar.row["unit_si"] for bar in group.bars}) == 1
        assert max(part.start + part.width for bar in group.bars for part in bar.parts) == pytest.approx(100)
    provinces = {}
    for row in rows:
        provinces.setdefault(row["indicator_id"], set()).add(row["province"])
    assert any(len(names) > 1 for names in provinces.values())


def test_every_port_with_a_place_is_on_the_map_and_the_others_are_named(soup, rows_of):
    page, rows = soup("/-/pictures/map"), rows_of("map")
    assert {mark["data-port"] for mark in page.select("svg [data-port]")} == {
        row["port_id"] for row in rows if row["located_by"]
    }
    assert {mark["data-port"] for mark in page.select("p [data-port]")} == {
        row["port_id"] for row in rows if not row["located_by"]
    }


def test_ports_elsewhere_are_named_below_their_map(soup, t):
    """Their map is too small for names."""
    figure = soup(f"{t.address}-/pictures/map").select("figure")[-1]
    named = {link["href"]: link.get_text() for link in figure.select("p a")}
    assert named
    assert {
        mark["href"]: re.split("：|: ", mark.title.get_text())[0] for mark in figure.select("a[data-port]")
    } == named


def test_marks_on_the_map_never_hide_one_another(rows_of):
    rows = [row for row in rows_of("map") if is_placed(row)]
    for t in LANGUAGES:
        drawn = draw_map(rows, t)
        assert drawn == draw_map(rows, t)
        for one, other in combinations(drawn.marks, 2):
            assert hypot(one.x - other.x, one.y - other.y) >= CELL
        for mark in drawn.marks:
            assert 0 < mark.x < WIDTH
            assert 0 < mark.y < drawn.height


def test_the_map_has_north_above_and_east_to_the_right():
    places = {"north": (50, 110), "south": (30, 110), "east": (40, 120), "west": (40, 100)}
    rows = [
        {"port_id": name, "latitude": point[0], "longitude": point[1], "located_by": "port"}
        for name, point in places.items()
    ]
    homes = {mark.row["port_id"]: mark.home for mark in draw_map(rows, ZH).marks}
    assert homes["north"][1] < homes["east"][1] == homes["west"][1] < homes["south"][1]
    assert homes["west"][0] < homes["north"][0] == homes["south"][0] < homes["east"][0]


@pytest.fixture(scope="module")
def provinces():
    """Province-level divisions of the reference list, with all their columns, by code."""
    with (PROJECT / "datasets" / "reference" / "divisions.csv").open(encoding="utf-8", newline="") as file:
        return {row["division_code"]: row for row in csv.DictReader(file) if row["level"] == "province"}


def is_inside(point, rings):
    """Whether a line from a point meets the rings an odd number of times."""
    (at, along), crossings = point, 0
    for ring in rings:
        for (one, from_here), (other, to_there) in pairwise([*ring, ring[0]]):
            if (one > at) != (other > at):
                crossings += along < from_here + (to_there - from_here) * (at - one) / (other - one)
    return crossings % 2 == 1


def rings_of(path):
    """The rings of an SVG path, as points y, x."""
    return [
        [tuple(map(float, reversed(corner.split(",")))) for corner in ring.removesuffix("Z").split()]
        for ring in path["d"].split("M")[1:]
    ]


def test_there_is_an_outline_for_every_province_a_new_document_may_be_of(provinces):
    assert set(outlines()) == set(provinces)


def test_the_seat_of_a_province_lies_in_its_outline_and_in_no_other(provinces):
    """Coarse coasts may pass a port town on the wrong side, though not by a tenth of a degree."""
    seats = {code: row for code, row in provinces.items() if row["latitude"]}
    assert len(seats) > 30
    for code, row in seats.items():
        seat = float(row["latitude"]), float(row["longitude"])
        around = {one: outline for one, outline in outlines().items() if is_inside(seat, outline.rings)}
        near = min(hypot(seat[0] - north, seat[1] - east) for ring in outlines()[code].rings for north, east in ring)
        assert set(around) == {code} or (not around and near < 0.1), row["name"]


def test_outlines_are_geojson_as_its_standard_wants_it():
    features = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    for ring in (ring for one in features for part in one["geometry"]["coordinates"] for ring in part):
        assert ring[0] == ring[-1]
        area = sum(west * north - east * south for (west, south), (east, north) in pairwise(ring))
        assert area > 0, "outer rings run against the clock"
        assert all(round(number, 2) == number for corner in ring for number in corner)


def test_neighbours_share_their_border():
    corners = {code: {corner for ring in outlines()[code].rings for corner in ring} for code in ("340000", "320000")}
    assert len(corners["340000"] & corners["320000"]) > 30


def test_ports_stand_inside_the_outline_of_their_province(soup, rows_of):
    """The outlines are coarse, so a port on a border may stand a little outside."""
    page = soup("/-/pictures/map")
    figures = page.select("figure[id]")
    assert len(figures) == 3
    for figure in figures:
        [own] = figure.select("path.own")
        code, rings = figure["id"].removeprefix("m"), rings_of(own)
        rows = [row for row in rows_of("map") if row["located_by"] and row["division_code"][:2] == code[:2]]
        homes = [mark.home for mark in draw_map(rows, ZH, [code]).marks]
        for x, y in homes:
            near = min(hypot(x - across, y - down) for ring in rings for down, across in ring)
            assert is_inside((y, x), rings) or near < CELL / 4
        assert all(0 <= x <= WIDTH for ring in rings for _, x in ring)


def test_a_map_shows_its_whole_province_and_what_lies_around():
    drawn = draw_map([{"port_id": "a", "latitude": 31.8, "longitude": 117.2, "located_by": "port"}], ZH, ["340000"])
    assert [shape.code for shape in drawn.shapes if shape.is_own] == ["340000"]
    assert drawn.shapes[-1].is_own
    assert {"320000", "330000", "360000", "410000", "420000"} < {shape.code for shape in drawn.shapes}
    assert "650000" not in {shape.code for shape in drawn.shapes}


def test_a_province_without_an_outline_still_has_a_map():
    drawn = draw_map([{"port_id": "a", "latitude": 31.8, "longitude": 117.2, "located_by": "port"}], ZH, ["000000"])
    assert len(drawn.marks) == 1
    assert not any(shape.is_own for shape in drawn.shapes)


def test_the_outlines_are_served_by_us(get):
    answer = get("/static/outlines.geojson")
    assert answer.content == FILE.read_bytes()
    assert answer.headers["content-type"].startswith("application/geo+json")


def test_the_map_says_that_outlines_are_no_boundaries(soup, t):
    note = soup(f"{t.address}-/pictures/map").select("main .note")[-1].get_text()
    assert t("不表示任何边界", "no boundaries") in note
    assert "Natural Earth" in note


def test_a_mark_tells_kind_by_its_letter_and_state_by_its_shape(soup, t):
    page = soup(f"{t.address}-/pictures/map")
    fields = {
        field.name: field
        for table in load_package(PROJECT / "datapackage.json").tables
        for field in table.columns
        if table.name == "ports"
    }
    samples = page.select(".key ul")[0].select("li")
    assert len(samples) == len(fields["kind"].labels)
    assert len({sample.svg.get_text(strip=True) for sample in samples}) == len(samples)
    shapes = {str(sample.svg) for sample in page.select(".key ul")[1].select("li")}
    assert len(shapes) == 5
    for mark in page.select("svg.map a[data-port]"):
        assert mark.title.get_text()


@pytest.mark.parametrize("name", NAMES)
def test_every_filter_says_what_is_chosen(soup, name):
    page = soup(f"/en/-/pictures/{name}")
    for part in page.select(".picture-filters ul"):
        assert len(part.select("[aria-current]")) == 1
        for link in part.select("a:not([aria-current])"):
            there = soup(link["href"])
            assert link["href"].startswith(f"/en/-/pictures/{name}?")
            assert link.get_text() in [one.get_text() for one in there.select("[aria-current]")]


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_needs_no_script_and_nothing_from_elsewhere(soup, t, name):
    page = soup(f"{t.address}-/pictures/{name}")
    assert not page.select("script, img, iframe")
    for tag in page.select("main [href], link[href]"):
        assert tag["href"].startswith(("#", "/")), tag
    for tag in page.select("main a[href^='/']"):
        assert tag["href"].startswith(t.address)


@pytest.mark.parametrize("name", NAMES)
def test_links_inside_a_picture_lead_somewhere(get, soup, name):
    page = soup(f"/en/-/pictures/{name}?document=nm-ports-2022{'&kind=airport' if name == 'map' else ''}")
    for href in sorted({tag["href"] for tag in page.select("main a[href]")}):
        if href.startswith("#"):
            assert page.select(href), href
        else:
            assert get(href).status_code == 200, href


@pytest.mark.parametrize("value", ["'", "合肥'; drop table tasks --", "\x00", "𠀀", "<b>"])
@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_filter_breaks_a_picture(get, name, value):
    answer = get(f"/-/pictures/{name}?document={quote(value)}&kind={quote(value)}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text


def test_the_list_leads_to_every_picture(soup, t):
    page = soup(f"{t.address}-/pictures")
    for picture in PICTURES:
        link = page.find("a", string=t(picture.title, picture.title_en))
        assert soup(link["href"]).h1.get_text() == t(picture.title, picture.title_en)
    assert f"{t.address}-/pictures" in [link["href"] for link in page.select(".site-navigation a")]


def test_a_picture_that_is_not_there_is_not_found(get):
    assert get("/-/pictures/nosuch").status_code == 404
    assert "没有这张图" in page_text(get("/-/pictures/nosuch"))


def test_a_bar_has_its_parts_one_after_the_other():
    row = {"tasks": 4, "leads": 2, "supports": 0, "shares": 2}
    bar = work_bar(row, 8)
    assert [(part.kind, part.count, part.start, part.width) for part in bar.parts] == [
        ("lead", 2, 0, 25),
        ("joint", 2, 25, 25),
    ]
    assert work_groups([], 3) == []


def test_what_is_promised_for_every_year_has_a_group_of_its_own(rows_of):
    for group in target_groups(rows_of("targets")):
        assert len({bar.row["period"] for bar in group.bars}) == 1
    one = {"indicator_id": "a", "value_si": 3, "value_max_si": None}
    groups = target_groups([{**one, "period": "by_deadline"}, {**one, "period": "per_year"}])
    assert [group.row["period"] for group in groups] == ["by_deadline", "per_year"]


def test_a_range_shows_both_ends():
    low = {"indicator_id": "a", "period": "total", "value_si": 3, "value_max_si": 5}
    [group] = target_groups([low, {**low, "value_si": 10, "value_max_si": None}])
    assert [(part.kind, part.start, part.width) for part in group.bars[0].parts] == [
        ("value", 0, 30),
        ("range", 30, 20),
    ]


def test_years_left_out_of_the_timeline_show():
    rows = [
        {"target_id": str(i), "document_id": document, "deadline_year": year}
        for i, (document, year) in enumerate([("b", 2025), ("a", 2022), ("b", None), ("b", 2023)])
    ]
    drawn = timeline(rows)
    assert [(column.year, column.gap, column.count) for column in drawn.columns] == [
        (2022, 0, 1),
        (2023, 0, 1),
        (2025, 1, 1),
        (None, 0, 1),
    ]
    assert [(lane.row["document_id"], [len(cell) for cell in lane.cells]) for lane in drawn.lanes] == [
        ("a", [1, 0, 0, 0]),
        ("b", [0, 1, 1, 1]),
    ]


@pytest.mark.parametrize(
    ("values", "zh", "en"),
    [
        (("ge", 235, None, "万标箱", "10,000 TEU", 2_350_000, None, "TEU"), "≥ 235 万标箱", "≥ 2,350,000 TEU"),
        (
            ("eq", 140, None, "万人次", "10,000 person-trips", 1.4e6, None, "person-trip"),
            "140 万人次",
            "1,400,000 person-trips",
        ),
        (("range", 3, 5, "个", "items", 3, 5, "1"), "3–5 个", "3–5"),
        (("ge", 1000, None, "列", "trains", 1000, None, "1"), "≥ 1,000 列", "≥ 1,000 trains"),
        (("le", 6, None, "小时", "hours", 21_600, None, "s"), "≤ 6 小时", "≤ 6 hours"),
        (("about", 11.6, None, "万吨", None, 116_000, None, "t"), "≈ 11.6 万吨", "≈ 116,000 t"),
        (("eq", 100, None, "%", "%", 1, None, "1"), "100 %", "100 %"),
        (("eq", 3, None, None, None, 3, None, "1"), "3", "3"),
        (("eq", None, None, None, None, None, None, None), "", ""),
    ],
)
def test_values_are_written_as_people_write_them(values, zh, en):
    names = ("comparator", "value", "value_max", "unit", "unit_en", "value_si", "value_max_si", "unit_si")
    row = dict(zip(names, values, strict=True))
    assert (amount(row, ZH), amount(row, EN)) == (zh, en)
