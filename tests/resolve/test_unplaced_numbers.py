"""A promised number that nothing says the measure of is an issue and no row; no text makes a row that is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.build import make_tables


@pytest.fixture(scope="module")
def tables(read_text, reference, package):
    def read(text):
        return make_tables([read_text(text)], reference, package)

    return read


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("（二）研发投入强度\n达到3.2%以上。", ["研发投入强度"]),
        ("（三）进出口总额\n2025年，达到500亿元；2027年，突破600亿元", ["进出口总额", "进出口总额"]),
        ("（一）数字经济规模\n1.到2025年，突破3000亿元。\n2.年均增长12%。", ["数字经济规模", "数字经济规模增长"]),
        ("（一）扩大规模。\n力争到2025年翻一番以上。（责任单位：商务厅、成都海关）", ["规模"]),
    ],
)
def test_the_heading_of_an_item_says_what_is_measured(tables, text, indicators):
    made = tables(text)
    assert [row["indicator"] for row in made["targets"]] == indicators
    assert "unplaced_number" not in {row["kind"] for row in made["issues"]}


@pytest.mark.parametrize(
    "text",
    ["1.到2025年，突破3000亿元。", "1.每年不少于2次。", "1.累计达到30个。", "1.年均增长12%。", "1.力争2027年翻番。"],
)
def test_a_number_without_measure_is_an_issue(tables, text):
    made = tables(text)
    assert made["targets"] == []
    (issue,) = [row for row in made["issues"] if row["kind"] == "unplaced_number"]
    assert issue["quote"] == text[2:].rstrip("。")
    assert text[issue["char_start"] : issue["char_end"]] == issue["quote"]


_WORDS = (
    "到2025年 2023年底前 每年 力争 达到 突破 不少于 分别 年均增长 翻一番 累计 新建 进出口总额 通关时间 企业 口岸 青岛港、日照港 合肥 "
    "3 20 三分之一 99999999999999999999999 万 亿 % 个 家 小时 以上 以内 、 ， 。 ； ： （ ） 由 的 以下目标 "
    "发展目标 （一） 1. —— | 完成时限 指标 单位"
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*_WORDS.split(), "\n"]), max_size=120).map("".join))


@settings(max_examples=40, deadline=None)
@given(text=_TEXTS)
def test_no_text_makes_a_row_that_the_schema_refuses(tables, package, text):
    made = tables(text)
    for name in ("targets", "issues"):
        table = next(table for table in package.tables if table.name == name)
        for row in made[name]:
            for column in table.columns:
                value = row[column.name]
                assert value is not None or not column.required, (column.name, row)
                assert value is None or column.expected(value) is None, (column.name, row)
                assert not isinstance(value, int) or abs(value) < 2**63
