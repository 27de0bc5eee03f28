"""Lines that are not the document's text."""

import pytest

from kouan.clean.asides import breaks_off, contents_entry, find_asides
from kouan.clean.lines import split_lines

_TEXT = (
    "为加快推进我省口岸建设发展，全面提升对外开放水平，制定本行动方案。\n一、总体要求\n"
    "坚持以习近平新时代中国特色社会主义思想为指导，全面贯彻党的二十大精神。"
)


def asides(stored: str) -> list[tuple[str, str]]:
    """Return the kind and the text of every line that is no text."""
    lines = split_lines(stored)
    return [(kind, lines[index].text) for index, kind in sorted(find_asides(lines).items())]


def test_a_contents_list_has_leaders_and_pages() -> None:
    stored = "目 录\n一、“十三五”口岸发展成就.....\t4\n（一）口岸开放体系更加完善……4\n二、面临的形势 ··· 8\n" + _TEXT
    assert [kind for kind, _ in asides(stored)] == ["contents"] * 4


def test_a_contents_list_without_pages_names_headings_that_return() -> None:
    body = "一、总体要求\n坚持改革创新。\n二、重点任务\n（一）优化口岸布局。统筹规划。\n三、保障措施\n加强领导。"
    stored = "目录\n一、总体要求\n二、重点任务\n（一）优化口岸布局\n三、保障措施\n" + body
    assert asides(stored) == [
        ("contents", text) for text in ("目录", "一、总体要求", "二、重点任务", "（一）优化口岸布局", "三、保障措施")
    ]


def test_a_list_that_the_text_does_not_follow_is_no_contents_list() -> None:
    assert asides("目录\n一、审批事项\n二、备案事项\n三、许可事项\n以上事项自公布之日起施行。") == []


@pytest.mark.parametrize("stored", ["合肥中欧班列年发运1000", "1.5", "口岸........", "省商务厅\t12"])
def test_other_lines_that_end_in_a_number_are_no_entries(stored: str) -> None:
    (line,) = split_lines(stored)
    assert contents_entry(line) is None


@pytest.mark.parametrize(
    "page",
    [
        "— 3 —", "- 12 -", "－4－", "·7·", "— 9", "9 —", "_3_", "-Ⅳ-", "[3]", "〔3〕", "第 5 页", "第十二页", "第3页 共12页",
        "第3页/共12页", "3/12", "3 of 12", "Page 3 of 12", "P.3",
    ],
)  # fmt: skip
def test_dressed_page_numbers_are_furniture(page: str) -> None:
    assert asides(f"推进口岸开放，\n{page}\n完善口岸功能。") == [("furniture", split_lines(page)[0].text)]


def test_bare_numbers_are_pages_where_they_count_up() -> None:
    assert asides("推进口岸开放。\n3\n完善口岸功能。\n4\n加强口岸管理。\n5\n") == [
        ("furniture", "3"),
        ("furniture", "4"),
        ("furniture", "5"),
    ]


def test_bare_numbers_of_a_column_are_text() -> None:
    assert asides("开放口岸\n3\n4\n5\n2\n3\n3\n口岸枢纽通道作用亟待加强。") == []


def test_a_bare_number_in_the_middle_of_a_sentence_is_a_page() -> None:
    assert asides("（责任单位：省发展改革委、省财政厅、\n7\n省商务厅）") == [("furniture", "7")]
    assert asides("力争国际及地区旅客吞吐量，到\n2025\n年达到140万人次。") == []


def test_running_heads_interrupt_sentences() -> None:
    head = "安徽省人民政府公报"
    stored = f"推进口岸，\n{head}\n扩大开放。加快建设，\n{head}\n完善功能。强化监管，\n{head}\n保障安全。"
    assert asides(stored) == [("furniture", head)] * 3


def test_headings_that_come_back_are_text() -> None:
    stored = "".join(f"（{n}）口岸工作。\n主要任务\n推进口岸开放。\n" for n in "一二三四")
    assert asides(stored) == []


def test_a_second_printing_is_a_repeat() -> None:
    plan = "".join(f"{n}、推进第{n}号口岸建设，完善基础设施。\n短行{n}\n" for n in range(1, 8))
    found = asides("口岸工作要点\n" + plan + "相关文章\n口岸工作要点\n" + plan)
    assert [kind for kind, _ in found].count("repeat") == 15
    assert ("furniture", "相关文章") in found


def test_equal_entries_of_a_column_are_no_repeat() -> None:
    assert asides("一、总体要求\n" + "省发展改革委、省商务厅、合肥海关\n" * 9) == []


def test_a_site_frames_its_page_with_bare_words() -> None:
    stored = (
        "简\n关怀版\n当前位置:首页> 政府信息公开\n索引号：\n1133000/2026-1\n口岸建设实施意见的通知\n"
        "发布日期：2026-07-03\n" + _TEXT + "\n打印 关闭\n联系我们\n主办：浙江省经济和信息化厅\n浙ICP备10026456号"
    )
    assert [text for _, text in asides(stored)] == [
        "简",
        "关怀版",
        "当前位置:首页>政府信息公开",
        "打印关闭",
        "联系我们",
        "主办：浙江省经济和信息化厅",
        "浙ICP备10026456号",
    ]


def test_a_list_at_the_end_and_a_signature_are_text() -> None:
    assert asides(_TEXT + "\n附件\n合肥新桥国际机场\n芜湖港朱家桥港区\n") == []
    assert asides(_TEXT + "\n安徽省人民政府\n2022年11月7日") == []
    assert asides(_TEXT + "\n二、关闭高污染企业\n打印监管证件，推进无纸化。") == []


def test_digests_of_a_site_are_furniture() -> None:
    assert asides("安徽省工作要点\n本文摘要: 2021年,各地各部门深入学习...\n" + _TEXT)[0][0] == "furniture"


@pytest.mark.parametrize(
    ("stored", "expected"),
    [
        ("口岸营商环境进一步优化；陕西", True),
        ("口岸开放，", True),
        ("一、总体要求", False),
        ("加快建设，完善功能。", False),
    ],
)
def test_lines_that_stop_inside_a_sentence(stored: str, expected: bool) -> None:
    (line,) = split_lines(stored)
    assert breaks_off(line) is expected


@pytest.mark.parametrize("line", ["（3）", "2022—", "2025", "第三条", "[2022]15号"])
def test_other_numbers_alone_are_text(line: str) -> None:
    assert asides(f"推进口岸开放。\n{line}\n完善口岸功能。") == []


def test_a_running_head_that_repeats_the_title_leaves_the_title() -> None:
    page = "推进口岸建设，完善枢纽口岸的基础设施和\n安徽省口岸规划\n{}\n配套服务功能。\n"
    stored = "安徽省口岸规划\n一、总体要求\n" + "".join(page.format(number) for number in (1, 2, 3))
    assert [text for _, text in asides(stored)] == ["安徽省口岸规划", "1", "安徽省口岸规划", "2", "安徽省口岸规划", "3"]


@pytest.mark.parametrize(
    "line", ["【打印】", "关闭", "责任编辑：某某", "相关解读", "网站标识码：3400000000", "我要纠错"]
)
def test_what_sites_print_below_a_text_is_furniture(line: str) -> None:
    assert asides(f"{_TEXT}\n{line}\n") == [("furniture", line)]


def test_lines_of_a_title_and_of_fields_are_no_furniture() -> None:
    stored = "首页\n发文机关\n安徽省商务厅\n安徽省商务厅关于印发\n口岸服务提升\n行动方案的通知\n" + _TEXT
    assert asides(stored) == [("furniture", "首页")]


def test_a_line_that_holds_the_other_lines_is_a_second_printing() -> None:
    sentences = [
        f"第{number}批口岸项目要加快推进查验设施和配套道路的建设工作，尽快发挥效益。" for number in range(1, 16)
    ]
    lines = split_lines("\n".join(["".join(sentences), *sentences]))
    assert find_asides(lines) == {0: "repeat"}
