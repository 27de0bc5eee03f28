"""What holds of the tables of every text: their rows fit the contract."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.build import make_tables
from kouan.validate.dataset import Dataset
from kouan.validate.rules.printed import headings_are_printed, titles_are_printed
from kouan.validate.values import check_shape, check_values

PIECES = st.sampled_from(
    [
        "一、", "（一）", "1.", "1．", "①", "第一条", "。", "；", "：", "，", "——", "**", "\n", "\n", "\t", "|", " ", "建设货场", "扩大开放。",
        "（责任单位：省商务厅）", "序号\t任务\t责任单位\n", "1\t建设货场\t省商务厅\n", "2\t。\t合肥海关\n", "扩建泊位\t3\t省财政厅\n", "专栏1 工程\n",
        "- **铁路：**申报\n", "- **：**\n", "到2025年，货运量达到5亿吨。", "附件\n", "口岸方案",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join).filter(lambda text: any(map(str.isalnum, text)))


def faults(read_text, reference, package, stored):
    plan = read_text(stored)
    tables = make_tables([plan], reference, package)
    dataset = Dataset(tables, package, {plan.document_id: plan.clean})
    found = [*check_shape(tables, package), *check_values(dataset)]
    return [str(one) for one in (*found, *headings_are_printed(dataset), *titles_are_printed(dataset))]


def test_no_text_makes_a_row_that_the_contract_refuses(read_text, reference, package):
    @given(TEXTS)
    @settings(max_examples=100, deadline=None)
    def check(stored):
        assert faults(read_text, reference, package, stored) == []

    check()


@pytest.mark.parametrize(
    "stored",
    [
        "（一）。" * 300,
        "1." * 300,
        "一、\n（一）\n1.",
        "1.（责任单位：省商务厅）\n2.（责任单位：省商务厅）\n",
        "|",
        "|一、扩大开放。",
        "一、|一、",
        "|\t一、",
    ],
)
def test_numbers_without_words_make_no_such_row(read_text, reference, package, stored):
    assert faults(read_text, reference, package, stored) == []


def test_a_number_without_words_is_no_task(read_text):
    assert [task.title for task in read_text("一、。\n二、建设货场。\n三、\n").outline.tasks] == ["建设货场"]
