"""Times and what they are for."""

import pytest

from kouan.extract.deadlines import Horizon, find_times, shifted

_PLAN = Horizon(2021, 2025, 2022)


def _told(text, horizon=_PLAN):
    return [(text[time.start : time.end], time.year, time.role) for time in find_times(text, horizon)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2025年，建成口岸", ("到2025年", 2025, "deadline")),
        ("到二〇三五年，建成口岸", ("到二〇三五年", 2035, "deadline")),
        ("力争2022年榆林榆阳机场口岸正式对外开放", ("2022年", 2022, "deadline")),
        ("力争到2025年，建成口岸", ("到2025年", 2025, "deadline")),
        ("2023延安南泥湾机场实现临时对外开放", ("2023", 2023, "deadline")),
        ("到2025年初步形成网络", ("到2025年", 2025, "deadline")),
        ("2024年6月底前完成", ("2024年6月底前", 2024, "deadline")),
        ("2024年6月30日前完成", ("2024年6月30日前", 2024, "deadline")),
        ("项目2023年建成投用", ("2023年", 2023, "deadline")),
        ("“十四五”时期，我区不再申请", ("“十四五”时期", 2025, "deadline")),
        ("设施建设项目年内要完工", ("年内", 2022, "deadline")),
        ("年底前完成", ("年底前", 2022, "deadline")),
        ("明年底完成", ("明年底", 2023, "deadline")),
        ("7月底前完成前期手续", ("7月底前", 2022, "deadline")),
        ("2021—2023年，开展试点", ("2021—2023年", 2023, "deadline")),
        ("中期目标(2021-2023年)", ("2021-2023年", 2023, "span")),
        ("经过3—5年改革探索，形成成果", ("经过3—5年改革探索", None, "deadline")),
        ("较“十三五”末翻一番", ("较“十三五”末", 2020, "baseline")),
        ("比2020年增长", ("比2020年", 2020, "baseline")),
        ("截至2020年底，全省有口岸", ("截至2020年底", 2020, "past")),
        ("2021年,各地各部门深入学习", ("2021年", 2021, "past")),
        ("近三年来，增长较快", ("近三年来", None, "past")),
        ("安徽省人民政府2022年11月7日", ("2022年11月7日", 2022, "date")),
        ("自2024年1月1日起施行", ("自2024年1月1日", 2024, "since")),
        ("从2024年起，每年遴选", ("从2024年", 2024, "since")),
        ("2024年起，每年遴选", ("2024年", 2024, "since")),
        ("从2020年的20%提高到40%", ("从2020年", 2020, "baseline")),
        ("到2025年底，建成口岸", ("到2025年底", 2025, "deadline")),
        ("至2025年末，建成口岸", ("至2025年末", 2025, "deadline")),
        ("“十四五”末，建成口岸", ("“十四五”末", 2025, "deadline")),
        ("“十四五”期间，新建口岸", ("“十四五”期间", 2025, "deadline")),
        ("力争用3年时间，培育企业", ("用3年时间", None, "deadline")),
        ("三年内新增企业", ("三年内", None, "deadline")),
        ("明确到2025年的发展目标", ("2025年", 2025, "name")),
        ("力争两年内新增企业", ("两年内", None, "deadline")),
        ("三年来，增长较快", ("三年来", None, "past")),
        ("三季度开工建设", ("三季度", 2022, "deadline")),
        ("上半年完成招标", ("上半年", 2022, "deadline")),
        ("落实三季度调度要求", ("三季度", 2022, "name")),
        ("6月份完成验收", ("6月份", 2022, "deadline")),
        ("当年年底前完成", ("当年年底前", 2022, "deadline")),
        ("培育企业100家（2024年）", ("2024年", 2024, "deadline")),
        ("印发2022年重点工作计划", ("2022年", 2022, "name")),
        ("开展2021年省级示范创建评估认定", ("2021年", 2021, "name")),
    ],
)
def test_a_time_has_a_year_and_a_role(text, expected):
    assert _told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "企业当年新招用的人员",
        "前三季度调度",
        "每季度调度",
        "2022世界制造业大会",
        "实施102项重大工程",
        "国发〔2020〕10号",
        "144小时过境免签",
        "3年期以上贷款",
    ],
)
def test_other_figures_are_no_deadlines(text):
    assert [time for time in find_times(f"关于{text}", _PLAN) if time.role == "deadline"] == []


def test_a_month_belongs_to_the_year_named_last():
    assert [year for _, year, _ in _told("2021年6月底前制定政策，12月底前实现结算", Horizon(adopted_year=2020))] == [
        2021,
        2021,
    ]


def test_years_that_share_one_word_are_all_due():
    assert [year for _, year, _ in _told("2023、2024年和2025年分别新增站点")] == [2023, 2024, 2025]


def test_two_years_of_one_clause_are_both_due():
    assert [(year, role) for _, year, role in _told("到2025年和2030年，规模分别达到500亿元")] == [
        (2025, "deadline"),
        (2030, "deadline"),
    ]


def test_without_a_horizon_every_year_may_be_due():
    assert _told("到2015年，建成口岸", Horizon()) == [("到2015年", 2015, "deadline")]
    assert _told("年内完成", Horizon()) == [("年内", None, "deadline")]


def test_a_horizon_of_one_year():
    assert Horizon(2022, 2022, None).only_year == 2022
    assert Horizon(2021, 2025, 2022).only_year is None
    assert Horizon(2021, 2025, None).present == 2021


def test_times_can_be_counted_from_elsewhere():
    (time,) = find_times("到2025年", _PLAN)
    assert (shifted(time, 10).start, shifted(time, 10).end) == (10, 16)
