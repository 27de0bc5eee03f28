"""Which deadline and which place a promised number has, in made-up plans read from end to end."""

import pytest


@pytest.fixture(scope="module")
def targets(read_text):
    def read(*lines):
        return read_text("\n".join(lines)).targets

    return read


def told(found):
    return [(target.value, target.deadline_year) for target in found]


# --- deadlines


def test_an_item_has_no_deadline_from_the_item_beside_it(targets):
    found = targets(
        "四、重点任务",
        "（一）壮大产业规模。到2027年，产业规模达到3万亿元。",
        "（二）提升创新能力。研发投入强度达到3.2%。",
        "（三）培育企业。到2025年，培育龙头企业50家。",
        "（四）推进绿色发展。单位能耗下降15%。",
    )
    assert told(found) == [(3, 2027), (3.2, None), (50, 2025), (15, None)]


def test_the_opening_of_a_section_of_aims_dates_its_items(targets):
    items = ("（一）产业规模。到2026年，产业规模达到3万亿元。", "（二）创新能力。研发投入强度达到3.2%。")
    opened = targets("二、发展目标", "到2027年，全省产业实现跨越发展。", *items)
    assert told(opened) == [(None, 2027), (3, 2026), (3.2, 2027)]
    assert told(targets("二、发展目标", *items)) == [(3, 2026), (3.2, None)]


def test_a_lead_in_dates_the_items_below_it_and_is_itself_no_promise(targets):
    items = ("（一）产业规模。产业规模达到3万亿元。", "（二）创新能力。研发投入强度达到3.2%。")
    heading = "二、到2025年底前完成的任务"
    assert told(targets(heading, "到2024年，要实现以下目标：", *items)) == [(3, 2024), (3.2, 2024)]
    assert told(targets(heading, *items)) == [(3, 2025), (3.2, 2025)]


def test_bullets_have_the_deadline_of_the_paragraph_above_and_what_follows_them_has_not(targets):
    found = targets(
        "到2025年，实现以下目标：", "——货运量达到3000万吨。", "——通关时间压缩50%。", "下一步，新建口岸3个。"
    )
    assert told(found) == [(3000, 2025), (50, 2025), (3, None)]


def test_the_cell_under_the_time_limit_is_the_deadline_of_its_row(targets):
    found = targets(
        "序号|任务|责任单位|完成时限", "1|建设口岸10个|省商务厅|2025年12月", "2|培育企业20家|省工信厅|2024年6月底"
    )
    assert told(found) == [(10, 2025), (20, 2024)]


def test_a_year_that_a_number_is_increased_to_is_its_deadline(targets):
    (worth,) = targets("进出口额由20亿元增加到2026年的40亿元。")
    assert (worth.value, worth.deadline_year, worth.baseline) == (40, 2026, "20亿元")


# --- places


@pytest.mark.parametrize(
    ("sentence", "indicator", "expected"),
    [
        (
            "瑞丽、磨憨、河口口岸货运量分别达到300万吨、800万吨、600万吨。",
            "货运量",
            [("瑞丽口岸", 300), ("磨憨口岸", 800), ("河口口岸", 600)],
        ),
        ("青岛港、日照港货物吞吐量分别达到7亿吨、6亿吨。", "货物吞吐量", [("青岛港", 7), ("日照港", 6)]),
        ("大连、营口港集装箱吞吐量分别达到1000万、600万标箱。", "集装箱吞吐量", [("大连港", 1000), ("营口港", 600)]),
        ("合肥市、芜湖市进出口总额分别达到500亿元、300亿元。", "进出口总额", [("合肥市", 500), ("芜湖市", 300)]),
        ("青岛港、日照港货物吞吐量分别达到7亿吨、6亿吨、5亿吨。", "货物吞吐量", [(None, 7), (None, 6), (None, 5)]),
        ("青岛港、日照港货物吞吐量达到6亿吨。", "货物吞吐量", [("青岛港", 6), ("日照港", 6)]),
    ],
)
def test_each_place_has_the_number_given_to_it(targets, sentence, indicator, expected):
    found = targets(sentence)
    assert [(target.place, target.value) for target in found] == expected
    assert {target.indicator for target in found} == {indicator}


def test_the_next_clause_gives_its_numbers_to_the_same_places(targets):
    found = targets("青岛港、日照港货物吞吐量分别突破7亿吨、6亿吨，集装箱吞吐量分别达到3000万标箱、600万标箱。")
    assert [target.place for target in found] == ["青岛港", "日照港"] * 2
