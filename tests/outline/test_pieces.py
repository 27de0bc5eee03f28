"""Numbers joined into the parts of a document."""

from typing import Any

from kouan.clean import clean
from kouan.extract.clauses import find_clauses
from kouan.outline.builder import build_tree
from kouan.outline.pieces import Node, Tree, gaps


def tree_of(stored: str) -> tuple[str, Tree]:
    document = clean(stored)
    return document.text, build_tree(document, [(clause.start, clause.end) for clause in find_clauses(document.text)])


def numbers(stored: str) -> list[Any]:
    """Return the printed numbers of a text, those below a number in a list behind it."""
    text, tree = tree_of(stored)

    def shown(nodes: list[Node]) -> list[Any]:
        found: list[Any] = []
        for node in nodes:
            found.append(text[node.marker.start : node.marker.end])
            if node.children:
                found.append(shown(node.children))
        return found

    return shown(tree.roots)


def own_text(stored: str) -> dict[str, list[str]]:
    """Return the pieces of every part by its number."""
    text, tree = tree_of(stored)
    return {
        text[node.marker.start : node.marker.end]: [text[piece.start : piece.end] for piece in node.pieces]
        for node in tree.nodes()
    }


def test_styles_nest_as_they_first_appear() -> None:
    stored = (
        "一、总体要求\n（一）指导思想。\n（二）发展目标。\n二、重点任务\n（一）优化布局。\n1﹒建设枢纽。\n（1）合肥。\n（2）芜湖。\n"
        "2﹒建设口岸带。\n（二）完善设施。\n3﹒升级改造。\n"
    )
    assert numbers(stored) == [
        "一、",
        ["（一）", "（二）"],
        "二、",
        ["（一）", ["1﹒", ["（1）", "（2）"], "2﹒"], "（二）", ["3﹒"]],
    ]


def test_chapters_and_articles() -> None:
    stored = "第一章 总则\n第一条 为规范口岸管理，制定本办法。\n第二条 本办法适用于口岸。\n第二章 职责\n第三条 省口岸办负责。\n"
    assert numbers(stored) == ["第一章", ["第一条", "第二条"], "第二章", ["第三条"]]


def test_a_whole_body_in_one_line() -> None:
    stored = (
        "制定如下分工方案。一、把实施好宏观政策和改革结合起来（一）落实减税降费政策。（财政部负责）具体措施：1．及时总结经验做法。"
        "（财政部牵头，各地区按职责分工负责）2．简化税费优惠政策。（税务总局负责）（二）让企业融资更加便利。（人民银行负责）"
        "具体措施：1．鼓励商业银行。（人民银行负责）二、放要放出活力、放出创造力（三）系统梳理审批。（国务院办公厅负责）"
    )
    assert numbers(stored) == ["一、", ["（一）", ["1．", "2．"], "（二）", ["1．"]], "二、", ["（三）"]]


def test_numbers_inside_sentences_and_clauses_head_nothing() -> None:
    stored = (
        "一、重点任务\n（一）推进通关便利化。完善（二）类口岸管理，增长1.5倍。按照2．要求，（一）般性检查减少。\n"
        "（二）加强协作。（责任单位：省商务厅。（三）省财政厅）\n"
    )
    assert numbers(stored) == ["一、", ["（一）", "（二）"]]


def test_a_series_runs_on_over_headings() -> None:
    _, tree = tree_of(
        "一、营商环境\n1．深入实施。\n2．打造环境。\n二、投资改革\n3．扩大开放。\n三、其他\n1．另一件事。\n"
    )
    series = [(node.marker.value, node.series) for node in tree.nodes() if node.style == "digit"]
    assert len({number for _, number in series[:3]}) == 1
    assert series[3][1] != series[0][1]


def test_a_box_stands_beside_the_numbers() -> None:
    stored = (
        "一、重点工程\n（一）提升工程。\n优化吞吐能力。\n专栏1 口岸工程\n- **客货运项目：**西安航空口岸。\n- **铁路项目：**西安国际港站。\n"
        "强化铁路口岸通行能力。\n（二）申报工程。\n"
    )
    assert numbers(stored) == ["一、", ["（一）", ["专栏1"], "（二）"]]
    assert own_text(stored)["专栏1"] == ["专栏1口岸工程", "客货运项目：西安航空口岸。", "铁路项目：西安国际港站。"]
    assert own_text(stored)["（一）"] == ["（一）提升工程。", "优化吞吐能力。", "强化铁路口岸通行能力。"]


def test_the_paragraph_under_a_caption_belongs_to_its_box() -> None:
    stored = "一、行动步骤\n1﹒推进外网建设。\n专栏1  互联互通工程\n优化网络基础设施。\n2﹒推进内网改造。\n"
    assert own_text(stored)["专栏1"] == ["专栏1互联互通工程", "优化网络基础设施。"]
    assert numbers(stored) == ["一、", ["1﹒", ["专栏1"], "2﹒"]]


def test_numbers_of_box_items_do_not_break_the_text_s_own() -> None:
    stored = "一、任务\n1．甲事。\n2．乙事。\n3．丙事。\n专栏1 重点工程\n1．港口工程：建设港区。\n2．铁路工程：建设场站。\n4．丁事。\n"
    assert numbers(stored) == ["一、", ["1．", "2．", "3．", ["专栏1"], "4．"]]
    assert own_text(stored)["专栏1"] == ["专栏1重点工程", "1．港口工程：建设港区。", "2．铁路工程：建设场站。"]
    assert gaps(tree_of(stored)[1]) == []


def test_an_annex_restarts_the_numbers() -> None:
    stored = "一、总体要求\n（一）指导思想。\n附件\n任务分工表\n一、营商环境\n1．深入实施。\n"
    text, tree = tree_of(stored)
    assert [root.plan for root in tree.roots] == [1, 2]
    assert [text[piece.start : piece.end] for piece in tree.loose] == ["附件", "任务分工表"]


def test_the_annexes_that_a_notice_lists_are_no_parts() -> None:
    stored = "现印发给你们。\n附件：1．重点任务分工表\n2．口岸名录\n2022年7月27日\n一、总体要求\n加快建设。\n"
    assert numbers(stored) == ["一、"]


def test_a_second_plan_takes_its_title_along() -> None:
    stored = (
        "支持工业互联网发展若干政策\n一、支持平台建设\n培育平台。\n二、支持企业转型\n实施改造。\n本政策自2021年开始执行。\n"
        "安徽省行动计划（2021-2023年）\n为推动发展，制定本行动计划。\n一、总体要求\n加快建设。\n二、行动步骤\n推进建设。\n"
    )
    text, tree = tree_of(stored)
    assert [(text[root.marker.start], root.plan) for root in tree.roots] == [("一", 1), ("二", 1), ("一", 2), ("二", 2)]
    assert [text[piece.start : piece.end] for piece in tree.loose] == [
        "安徽省行动计划（2021-2023年）",
        "为推动发展，制定本行动计划。",
    ]


def test_rows_of_a_table_of_duties_are_parts() -> None:
    stored = "一、任务分工\n序号\t任务\t责任单位\n1\t建设港区\t省交通运输厅\n2\t优化通关\t合肥海关\n以上任务按月调度。\n二、保障\n加强领导。\n"
    assert numbers(stored) == ["一、", ["1", "2"], "二、"]
    assert own_text(stored)["2"] == ["2", "优化通关", "合肥海关"]
    assert own_text(stored)["一、"][-1] == "以上任务按月调度。"


def test_rows_of_other_tables_are_none() -> None:
    assert numbers("一、现状\n表1 口岸数量\n1\t3\t4\n2\t3\t3\n") == ["一、", ["表1"]]


def test_gaps_are_numbers_that_do_not_follow() -> None:
    text, tree = tree_of("一、甲\n（一）乙。\n（二）丙。\n（四）丁。\n三、戊\n（一）己。\n")
    assert [text[node.marker.start : node.marker.end] for node in gaps(tree)] == ["（四）", "三、"]
