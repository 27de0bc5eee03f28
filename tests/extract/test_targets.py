"""Targets of real sentences: what is promised, by when, for which place, and where that is printed."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kouan.extract.deadlines import Horizon
from kouan.extract.places import PlaceNames
from kouan.extract.quantities import read_units
from kouan.extract.targets import find_targets
from kouan.outline.passages import Passage

_UNITS_CSV = Path(__file__).parents[2] / "datasets" / "reference" / "units.csv"
_PLAN = Horizon(2021, 2025, 2022)
_NAMES = PlaceNames(
    provinces=frozenset({"安徽", "安徽省", "陕西", "陕西省"}),
    places=frozenset({"合肥", "芜湖", "蚌埠", "延安", "榆林", "西安", "宝鸡", "包头"}),
    bases=frozenset({"甘其毛都", "策克", "满都拉", "乌力吉", "阿尔山", "榆林榆阳", "延安南泥湾", "西安咸阳"}),
)

with _UNITS_CSV.open(encoding="utf-8", newline="") as _stream:
    _UNITS = read_units(csv.DictReader(_stream))


def read(text, *, horizon=_PLAN, path=(), kind="paragraph", is_past=False, ignore=()):  # noqa: PLR0913
    passage = Passage(kind, 0, len(text), path, "1", is_past=is_past)
    return find_targets(text, [passage], ignore, horizon, _UNITS, _NAMES)


def read_lines(lines, path=("（二）发展目标",), kinds=None):
    text = "\n".join(lines)
    passages, start = [], 0
    for index, line in enumerate(lines):
        kind = kinds[index] if kinds else "paragraph"
        passages.append(Passage(kind, start, start + len(line), path, None, is_past=False))
        start += len(line) + 1
    return text, find_targets(text, passages, [], _PLAN, _UNITS, _NAMES)


def values(found):
    return [(target.value, target.unit) for target in found]


def test_a_number_has_its_indicator_comparator_deadline_and_spans():
    text = "打造合肥国际航空货运集散中心，力争每年新增3条以上国际及地区全货机航线；到2025年，开通国际及地区客运航线20条以上，力争国际及地区旅客吞吐量达到140万人次。"
    routes, lines, passengers = read(text)
    assert (routes.indicator, routes.comparator, routes.value, routes.period) == (
        "新增国际及地区全货机航线",
        "ge",
        3,
        "per_year",
    )
    assert (routes.deadline_year, routes.deadline_start) == (None, None)
    assert (lines.indicator, lines.value, lines.unit, lines.period) == (
        "开通国际及地区客运航线",
        20,
        "条",
        "by_deadline",
    )
    assert text[lines.start : lines.end] == "到2025年，开通国际及地区客运航线20条以上"
    assert text[passengers.start : passengers.end] == "力争国际及地区旅客吞吐量达到140万人次"
    assert passengers.deadline_year == 2025
    assert text[passengers.deadline_start : passengers.deadline_end] == "到2025年"
    assert {target.place for target in (routes, lines, passengers)} == {"合肥"}
    assert {target.task for target in (routes, lines, passengers)} == {"1"}


def test_each_item_of_a_list_of_numbers_is_quoted_alone():
    text = "到2025年，力争开通5条以上国际全货机航线、国际航空货邮吞吐量达到12万吨。"
    assert [text[target.start : target.end] for target in read(text)] == [
        "到2025年，力争开通5条以上国际全货机航线",
        "国际航空货邮吞吐量达到12万吨",
    ]


def test_a_list_shares_its_verb():
    found = read("打造陕西“单一窗口”1套规范、1个中心、4个服务。")
    assert [target.indicator for target in found] == [
        "打造陕西“单一窗口”规范",
        "打造陕西“单一窗口”中心",
        "打造陕西“单一窗口”服务",
    ]


def test_clusters_of_two_sizes_share_their_noun():
    found = read("加快建设新一代信息技术、汽车及零部件、装备制造、新材料4个万亿级和智能家电等10个千亿级产业集群。")
    assert values(found) == [(4, "个"), (10, "个")]
    assert [target.indicator for target in found] == ["建设万亿级产业集群", "千亿级产业集群"]


def test_a_promise_to_several_ports_gives_each_its_row():
    text = "支持甘其毛都重点专业口岸打造5000万吨级,策克、满都拉重点专业口岸打造千万吨级境外大宗矿产资源进口专用通道。"
    found = read(text)
    assert [(target.place, target.value) for target in found] == [
        ("甘其毛都口岸", 5000),
        ("策克口岸", 1000),
        ("满都拉口岸", 1000),
    ]
    assert {target.indicator for target in found} == {"境外大宗矿产资源进口专用通道"}
    assert {target.comparator for target in found} == {"about"}


def test_ports_that_only_say_which_share_one_number():
    assert len(read("建设西安国际港站、宝鸡阳平、延安北铁路物流货运中心等6个货运物流中心枢纽。")) == 1


def test_a_ratio_has_its_baseline():
    (freight,) = read("到2025年，国际货邮较“十三五”末翻一番。")
    assert (freight.value, freight.unit, freight.baseline) == (2, "倍", "“十三五”末")
    assert (freight.indicator, freight.deadline_year) == ("国际货邮", 2025)


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("综合保税区由2个增加到7个。", "2个"),
        ("通关时间比2020年压缩50%。", "2020年"),
        ("进出口总额由2020年的5000亿元提高到2025年的8000亿元。", "5000亿元"),
        ("数字经济占比稳步提高到60%。", None),
    ],
)
def test_baselines(text, baseline):
    (target,) = read(text)
    assert target.baseline == baseline


def test_a_share_is_told_of_what_was_named_before():
    worth, share = read("综合保税区的进出口值达到4200亿元，占全省同期进出口总值的60%。")
    assert worth.indicator == "综合保税区的进出口值"
    assert share.indicator == "综合保税区的进出口值占全省同期进出口总值"


def test_a_time_limit_is_told_of_what_it_limits():
    (limit,) = read("对完整提交相关信息的RCEP原产易腐货物和快件，在满足必要条件下实行6小时内放行的便利措施。")
    assert (limit.comparator, limit.value, limit.unit, limit.indicator) == (
        "le",
        6,
        "小时",
        "RCEP原产易腐货物和快件放行",
    )


def test_full_coverage_is_a_hundred_per_cent():
    (coverage,) = read("推进口岸限定区域、海关特殊监管区域视频监控全覆盖，提升可视化监管能力。")
    assert (coverage.value, coverage.unit) == (100, "%")
    assert coverage.indicator == "口岸限定区域、海关特殊监管区域视频监控全覆盖"
    assert read("强化口岸安全管理、安全管控、安全覆盖。") == []


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("合肥中欧班列年发运1000列以上。", ["per_year"]),
        ("力争我省集装箱铁水联运量每年增长15%左右。", ["per_year"]),
        ("每年举办活动不少于3场、提供服务不少于100次；累计建成5个站点。", ["per_year", "per_year", "total"]),
        ("到2025年，国际航线累计达到100条。", ["by_deadline"]),
    ],
)
def test_periods(text, periods):
    assert [target.period for target in read(text)] == periods


def test_respective_deadlines_and_comparators():
    first, second = read("2024年、2025年分别突破1000亿元、1200亿元。")
    assert (first.deadline_year, second.deadline_year) == (2024, 2025)
    assert (first.comparator, second.comparator) == ("gt", "gt")


def test_a_dated_promise_without_a_number_is_one_milestone():
    text = (
        "到2035年，建成与基本实现社会主义现代化远景目标相适应的现代化一流口岸，实现空间布局协调互补，资源配置集约高效。"
    )
    (port,) = read(text)
    assert port.is_milestone
    assert (port.value, port.unit, port.deadline_year, port.period) == (None, None, 2035, "by_deadline")
    assert text[port.start : port.end] == "到2035年，建成与基本实现社会主义现代化远景目标相适应的现代化一流口岸"


def test_each_date_has_its_milestone():
    text = "力争2022年榆林榆阳机场口岸正式对外开放；2023延安南泥湾机场实现临时对外开放，2024年实现正式对外开放；到2025年初步形成全省直航、联航互补的国际航线网络。"
    found = read(text)
    assert [target.deadline_year for target in found] == [2022, 2023, 2024, 2025]
    assert [target.indicator for target in found][2] == "延安南泥湾机场实现正式对外开放"
    assert found[0].place == "榆林榆阳机场口岸"
    assert found[3].place is None


def test_each_place_that_opens_under_one_date_has_its_milestone():
    text = "“十四五”时期,我区原则上不再申请开放边境公路口岸,重点推动阿尔山公路口岸实现常年开放,加快乌力吉口岸建设进度,尽早通过验收实现开放。"
    found = read(text)
    assert all(target.is_milestone and target.deadline_year == 2025 for target in found)
    assert [text[target.start : target.end] for target in found] == [
        "“十四五”时期,我区原则上不再申请开放边境公路口岸",
        "重点推动阿尔山公路口岸实现常年开放",
        "加快乌力吉口岸建设进度,尽早通过验收实现开放",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2022年，推动一体化发展工作要以新发展理念为指导，按照部署推进。",
        "印发2022年重点工作计划，建立协调推进机制。",
        "研究制定2023年安徽轮值长三角地区主要领导座谈会筹备工作方案。",
        "协同办好杭州2022年第十九届亚运会。",
        "办好2022世界制造业大会。",
        "本办法自2024年1月1日起施行，执行期至2025年底。",
        "安徽省人民政府2022年11月7日",
        "2022年长三角一体化发展重点项目计划",
        "落实《安徽省国民经济和社会发展第十四个五年规划和2035年远景目标纲要》。",
    ],
)
def test_names_dates_of_issue_and_preambles_are_no_milestones(text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2020年，我省综合保税区累计实现进出口值2613.1亿元，占同期全省进出口总值的69.3%。",
        "截至2021年底，国际航线达到92条。",
        "近三年来，累计建成口岸12个。",
        "进出口货值同比增长20%。",
    ],
)
def test_what_was_reached_is_no_target(text):
    assert read(text) == []


def test_a_past_passage_a_title_and_a_clause_give_nothing():
    text = "开通国际航点15个以上（责任单位：达到20个标准的单位）"
    assert values(read(text, ignore=[(text.index("（"), len(text))])) == [(15, "个")]
    assert read("开通国际航点15个以上", is_past=True) == []
    assert read("开通国际航点15个以上", kind="title") == []


def test_bullets_and_goal_sections_inherit_the_deadline():
    text, found = read_lines(
        [
            "（二）发展目标。着力实施口岸建设发展，到2025年，初步建成现代化口岸体系。",
            "——口岸体系健全。力争新增3—5个开放（临时开放）口岸。",
            "——功能配套完善。开通国际航点15个以上（不含港澳台）。水运集装箱吞吐量达到235万标箱以上。",
        ]
    )
    assert [target.deadline_year for target in found] == [2025, 2025, 2025, 2025]
    assert {text[target.deadline_start : target.deadline_end] for target in found} == {"到2025年"}


def test_a_label_with_years_dates_its_paragraph_only():
    _, found = read_lines(
        [
            "到2025年，国际货量达到11.6万吨以上。",
            "中期目标(2021-2023年)。西安咸阳国际机场口岸引领发展，榆林榆阳机场口岸正式对外开放。",
            "支持延安南泥湾机场口岸正式对外开放。",
        ]
    )
    assert [(target.deadline_year, target.is_milestone) for target in found] == [(2025, False), (2023, True)]


def test_other_sentences_begin_without_a_deadline():
    found = read("到2025年，创建省级多式联运示范工程30家左右。力争集装箱铁水联运量增长15%左右。")
    assert [target.deadline_year for target in found] == [2025, None]


def test_a_plan_for_one_year_dates_all_its_numbers():
    (clouds,) = read("新增上云企业6000家", horizon=Horizon(2022, 2022, 2022))
    assert (clouds.deadline_year, clouds.deadline_start, clouds.period) == (2022, None, "by_deadline")


def test_this_year_is_the_year_of_adoption():
    (works,) = read("2022年国家和自治区专项支持的口岸疫情防控设施建设项目年内要完工。")
    assert (works.is_milestone, works.deadline_year) == (True, 2022)


def test_the_number_of_a_passage_is_no_part_of_its_promise():
    text = "具体措施：1．2024年6月底前制定出台口岸收费管理规定。"
    (rule,) = read(text)
    assert text[rule.start : rule.end] == "2024年6月底前制定出台口岸收费管理规定"


_WORDS = (
    "到2025年|，|。|、|；|：|“|”|（|）|达到|新增|5|3—5|个|万吨|千亿级|口岸|合肥|策克|十四五|时期|全覆盖|每年|年底前"
    "|分别|以上|\n|1．|占|的|由|较|翻一番|一半|2023|建设|等|超"
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_WORDS.split("|")), max_size=40).map("".join))
def test_no_text_raises_and_every_span_lies_in_it(text):
    for target in read(text) if text else []:
        assert 0 <= target.start < target.end <= len(text)
        assert target.deadline_start is None or 0 <= target.deadline_start < target.deadline_end <= len(text)
