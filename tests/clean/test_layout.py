"""Lines joined into paragraphs."""

import pytest

from kouan.clean.layout import paragraphs, wrap_width
from kouan.clean.lines import split_lines


def blocks(stored: str) -> list[str]:
    lines = split_lines(stored)
    return ["".join(lines[index].text for index in group) for group in paragraphs(lines, {}, {})]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("加快推进枢纽口岸基础设施建设，加强航空口岸", "场站货站和海关监管作业场所建设，健全多式联运体系。"),
        ("1．", "营商环境专项。围绕打造国际一流营商环境，推行权责清单制度。"),
        ("3．打造", "“四最”营商环境。开展创优营商环境提升行动。"),
        ("8．实行", "“证照分离”改革全覆盖。"),
        ("浙江省经济和信息化厅等七部门印发《关于加快推进浙江省开源体系建设的实施意见》", "的通知"),
        ("(十二)精钢智造基地--打造钢铁产业转型升级核心引领", "区"),
        ("（责任单位：省经信厅、省发展改革委、省市场监管局（省知", "识产权局））"),
        ("推进口岸建设", "，完善口岸功能。"),
    ],
)
def test_breaks_inside_a_sentence_or_a_title_are_closed(first: str, second: str) -> None:
    assert blocks(f"{first}\n{second}\n") == [first + second]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("四、主要任务", "（一）加快口岸体系建设。"),
        ("（二）主要问题。", "口岸开放不足且布局不完善。"),
        ("一、创新管理和发展方式,构建口岸差异化发展格局", "坚持以习近平新时代中国特色社会主义思想为指导。"),
        ("安徽省人民政府", "2022年11月7日"),
        ("专栏1口岸基础设施升级改造工程", "航空口岸客货运通关效能提升项目：西安航空口岸建设。"),
        (
            "附件：浙江省经济和信息化厅等七部门印发《关于加快推进浙江省开源体系建设的实施意见》的通知.pdf",
            "浙江省教育厅",
        ),
        ("支持发展保税加工。", "促进贸易便利化。"),
        ("（责任单位：省商务厅）", "推动企业上云上平台。"),
        ("具体目标如下：", "口岸体系健全。"),
        ("推进口岸建设，完善口岸功能", "——口岸体系健全。"),
        ("推进口岸建设，完善口岸功能", "2．优化营商环境。"),
        (
            "加速抢占新质生产力制高点(省发展改革委负责)四、实施场景创新引领区建设行动",
            "依托国家级重大创新平台，打造引领区。",
        ),
    ],
)
def test_breaks_between_parts_stay(first: str, second: str) -> None:
    assert blocks(f"{first}\n{second}\n") == [first, second]


def test_an_open_bracket_runs_on_over_full_stops_and_colons() -> None:
    assert blocks("推进硬件开放。（责任单位：\n省发展改革委、省经信厅）\n") == [
        "推进硬件开放。（责任单位：省发展改革委、省经信厅）"
    ]
    assert blocks("（牵头单位：省商务厅；\n配合单位：合肥海关；\n完成时限：2022年底）\n") == [
        "（牵头单位：省商务厅；配合单位：合肥海关；完成时限：2022年底）"
    ]


def test_a_bracket_that_nothing_closes_does_not_swallow_the_next_part() -> None:
    assert blocks("推进口岸建设（临时开放。\n二、重点任务\n完善口岸功能）。\n") == [
        "推进口岸建设（临时开放。",
        "二、重点任务",
        "完善口岸功能）。",
    ]


def test_rows_of_tables_and_list_items_stand_alone() -> None:
    stored = "313\t1\t3\n- 申报西安铁路口岸\n- 申报榆林榆阳机场航空口岸\n"
    assert blocks(stored) == ["313\t1\t3", "申报西安铁路口岸", "申报榆林榆阳机场航空口岸"]


@pytest.mark.parametrize(
    "lines",
    [
        ("浙江省商务厅", "关于印发浙江省口岸服务提升", "行动方案的通知"),
        (
            "各市商务局：",
            "现印发《浙江省口岸服务提升三年行动方案》。",
            "浙江省口岸服务提升",
            "三年行动方案",
            "为加快建设，制定本方案。",
        ),
    ],
)
def test_a_title_runs_on_to_its_noun_or_to_its_name(lines: tuple[str, ...]) -> None:
    cut = len(lines) - 2 if lines[-1].endswith("通知") else len(lines) - 3
    assert blocks("\n".join(lines)) == [*lines[:cut], lines[cut] + lines[cut + 1], *lines[cut + 2 :]]


def test_years_in_brackets_belong_to_the_title_above() -> None:
    assert blocks("大连市口岸发展规划\n（2021—2025年）\n大连市人民政府\n") == [
        "大连市口岸发展规划（2021—2025年）",
        "大连市人民政府",
    ]


def test_a_long_line_without_a_stop_swallows_no_list() -> None:
    bodies = ["省商务厅", "省财政厅", "南京海关"]
    assert blocks("\n".join(["参加本次口岸联检设施改造工作专班会议，并负责落实各项任务的单位", *bodies])) == [
        "参加本次口岸联检设施改造工作专班会议，并负责落实各项任务的单位",
        *bodies,
    ]


def test_a_page_break_may_part_a_sentence_before_its_last_words() -> None:
    lines = split_lines("推进江阴港改造，更新查验\n— 3 —\n设施设备\n")
    assert paragraphs(lines, {1: "furniture"}, {}) == [[0, 2]]


_PARAGRAPH = (
    "坚持应用牵引、创新驱动、生态培育、安全可控，构建自主开源体系，释放开源发展潜能，为加快建设创新浙江、因地制宜发展"
    "新质生产力提供有力支撑。到2027年，初步形成开源基础设施健全、开源项目成果丰硕、开源赋能千行百业的开源发展体系，"
    "建设具有全球影响力的开源社区1-2个，建设全国知名的开源社区3-4个，打造高水平开源研究机构2家以上，形成高质量开源项目50个以上（不含个人项目）"
    "，培育开源创新企业150家以上，打造开源应用标杆100个以上，成为全国领先的开源体系建设高地。"
)


@pytest.mark.parametrize("width", [22, 30, 45, 58])
def test_a_text_cut_at_one_width_is_joined(width: int) -> None:
    cut = [_PARAGRAPH[start : start + width] for start in range(0, len(_PARAGRAPH), width)]
    stored = "\n".join(["一、总体要求", *cut, *cut, "二、重点任务", *cut])
    width_found = wrap_width(split_lines(stored))
    assert width_found is not None
    assert width <= width_found < width + 4
    assert blocks(stored) == ["一、总体要求", _PARAGRAPH, _PARAGRAPH, "二、重点任务", _PARAGRAPH]


def test_whole_paragraphs_have_no_width() -> None:
    stored = "\n".join(f"（{n}）推进口岸建设，完善口岸功能，优化营商环境（{n}分）" for n in "一二三四五六七八九十" * 2)
    assert wrap_width(split_lines(stored)) is None
    assert wrap_width([]) is None
