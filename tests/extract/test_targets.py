"""Targets of real sentences: what is promised, by when, for which place, and where that is printed."""

import csv
import time
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


def test_full_coverage_is_a_milestone_where_it_has_a_date_and_no_target_where_not():
    (coverage,) = read("2023年底前实现口岸限定区域视频监控全覆盖。")
    assert (coverage.is_milestone, coverage.indicator) == (True, "实现口岸限定区域视频监控全覆盖")
    assert read("推进口岸限定区域、海关特殊监管区域视频监控全覆盖，提升可视化监管能力。") == []
    assert values(read("实现视频监控100%全覆盖。")) == [(100, "%")]


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
        "目前，全省有边境口岸12个，覆盖率达到80%。",
        "全省已建成查验场地30处，年查验能力达到50万吨。",
        "2022年11月7日，全省口岸达到20个。",
        "2020年，全省进出口值达到5000亿元。其中，综合保税区2000亿元。",
        "进出口货值同比增长20%。",
    ],
)
def test_what_was_reached_is_no_target(text):
    assert read(text) == []


def test_a_past_passage_a_title_and_a_clause_give_nothing():
    text = "开通国际航点15个以上（责任单位：达到20个标准的单位）"
    assert values(read(text, ignore=[(text.index("（"), len(text))])) == [(15, "个")]
    assert read("开通国际航点15个以上", is_past=True, path=("一、发展成就",)) == []
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


def test_a_number_without_a_date_has_that_of_its_paragraph_its_heading_or_a_plan_for_one_year():
    text = "2024年底前，创建省级多式联运示范工程30家左右。力争集装箱铁水联运量增长15%左右。"
    assert [target.deadline_year for target in read(text)] == [2024, 2024]
    text = "2024年底前，创建省级多式联运示范工程30家左右。力争集装箱铁水联运量每年增长15%左右。"
    assert [target.deadline_year for target in read(text)] == [2024, None]
    (target,) = read("新增上云企业6000家。", path=("二、2023年重点任务",))
    assert (target.deadline_year, target.deadline_start) == (2023, None)
    (target,) = read("推进2023年重点项目。完成投资15亿元。")
    assert (target.deadline_year, target.deadline_start) == (2023, None)
    (target,) = read("新增上云企业6000家。", path=("二、重点任务",))
    assert (target.deadline_year, target.period) == (None, "total")
    (target,) = read("新增上云企业6000家。", horizon=Horizon(2022, 2022))
    assert (target.deadline_year, target.period) == (2022, "by_deadline")
    (target,) = read("新增上云企业6000家。", horizon=Horizon())
    assert (target.deadline_year, target.period) == (None, "total")


def test_a_promise_without_a_subject_takes_the_words_before():
    (target,) = read("加快推进口岸通关跨省协作，2023年要有所突破。")
    assert target.indicator == "加快推进口岸通关跨省协作有所突破"


@pytest.mark.parametrize(
    "text",
    [
        "对已建成的查验场地进行改造，新增查验货位50个。",
        "在已建成10个试点的基础上，新增试点50个。",
        "目前全省有试点10个，下一步将新增试点50个。",
        "目前全省有试点10个，到2025年达到50个。",
    ],
)
def test_what_there_is_does_not_hide_what_is_promised(text):
    assert [target.value for target in read(text)] == [50]


def test_dated_promises_joined_in_one_clause_are_two():
    found = read("榆林榆阳机场口岸力争2023年开工建设、2025年建成投用。")
    assert [(target.deadline_year, target.is_milestone) for target in found] == [(2023, True), (2025, True)]
    numbers = read("2024年、2025年分别新增站点10个、20个。")
    assert [(target.deadline_year, target.value) for target in numbers] == [(2024, 10), (2025, 20)]


def test_what_only_limits_a_promise_is_no_milestone():
    (online,) = read("到2025年，除涉密事项外，全部查验单证实现网上办理。")
    assert online.indicator == "全部查验单证实现网上办理"


def test_a_part_of_a_year_is_due_in_the_year_named_last():
    found = read("2023年一季度完成查验场地招标，三季度开工建设。")
    assert [(target.deadline_year, target.is_milestone) for target in found] == [(2023, True), (2023, True)]


def test_an_item_that_only_holds_a_word_of_the_past_is_read():
    text = "（三）打造物流枢纽立足深厚的物流基础，依托商贸平台，每年举办对接活动不少于2场。"
    assert values(read(text, is_past=True)) == [(2, "场")]


def test_a_table_of_indicators_is_read_by_its_columns():
    lines = ["指标|单位|2020年|2025年|属性", "口岸货运量|万吨|1200|≥2000|预期性"]
    text = "\n".join(lines)
    passages, start = [], 0
    for line in lines:
        for cell in line.split("|"):
            passages.append(Passage("cell", start, start + len(cell), (), None, is_past=False))
            start += len(cell) + 1
    (target,) = find_targets(text, passages, [], _PLAN, _UNITS, _NAMES)
    assert (target.indicator, target.comparator, target.value, target.unit) == ("口岸货运量", "ge", 2000, "万吨")
    assert (target.baseline, target.deadline_year, target.period) == ("1200", 2025, "by_deadline")
    assert text[target.deadline_start : target.deadline_end] == "2025年"


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


def _seconds(text):
    began = time.process_time()
    read(text)
    return time.process_time() - began


@pytest.mark.parametrize("unit", ["1个", "到2025年", "（", "达到10家、"])
def test_long_monotonous_text_takes_time_in_proportion(unit):
    short, long = unit * (1000 // len(unit)), unit * (4000 // len(unit))
    assert _seconds(long) < 10 * max(_seconds(short), 0.05)


_WORDS = (
    "到2025年|，|。|、|；|：|“|”|（|）|达到|新增|5|3—5|个|万吨|千亿级|口岸|合肥|策克|十四五|时期|全覆盖|每年|年底前"
    "|分别|以上|\n|1．|2023年|自|起|至少|累计|三季度|%|≥|/|:|指标|属性|目前|千瓦|九成|最高|占|的|由|较|翻一番|一半|2023|建设|等|超"
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_WORDS.split("|")), max_size=40).map("".join))
def test_no_text_raises_and_every_span_lies_in_it(text):
    for target in read(text) if text else []:
        assert 0 <= target.start < target.end <= len(text)
        assert target.deadline_start is None or 0 <= target.deadline_start < target.deadline_end <= len(text)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("到2025年，培育年营业收入10亿元以上的龙头企业5家。", "by_deadline"),
        ("到2025年，每年培育营业收入10亿元以上的龙头企业5家。", "per_year"),
        ("到2025年，智慧口岸累计达100个以上。", "by_deadline"),
        ("到2027年，中欧班列开行量保持20%的增速。", "per_year"),
    ],
)
def test_the_size_of_what_is_counted_is_no_rate_and_a_pace_is_one(text, period):
    (target,) = read(text)
    assert target.period == period


def test_a_pace_is_told_of_what_keeps_it():
    (pace,) = read("中欧班列保持20%的增速。")
    assert pace.indicator == "中欧班列增速"
