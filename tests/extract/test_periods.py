"""What stretch of time a number is for, and what it is measured from."""

import pytest

from kouan.extract.deadlines import Horizon


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("合肥中欧班列年发运1000列以上。", ["per_year"]),
        ("力争我省集装箱铁水联运量每年增长15%左右。", ["per_year"]),
        ("外贸进出口总额年均增速不低于8%。", ["per_year"]),
        ("全市年接待游客突破1000万人次。", ["per_year"]),
        ("污水处理能力达到30万吨/年。", ["per_year"]),
        ("打造5000万吨级矿产资源进口通道。", ["per_year"]),
        ("新建2万吨级泊位3个。", ["total"]),
        ("每年举办活动不少于3场、提供服务不少于100次；新建5个站点。", ["per_year", "per_year", "total"]),
        ("到2025年，国际航线累计达到100条。", ["by_deadline"]),
        ("五年累计完成投资500亿元。", ["total"]),
        ("累计培训技能人才5万人次。", ["total"]),
        ("实际使用外资累计达到60亿美元。", ["total"]),
        ("力争每年开工住房1万套、累计开工5万套以上。", ["per_year", "total"]),
        ("今年新增站点20个。", ["by_deadline"]),
        ("到2023年底，完成投资15亿元。", ["by_deadline"]),
    ],
)
def test_periods(text, periods, promises):
    assert [target.period for target in promises(text)] == periods


def test_without_a_deadline_a_number_is_a_total(promises):
    assert [target.period for target in promises("新建站点20个。", Horizon())] == ["total"]


@pytest.mark.parametrize(
    ("text", "baseline"),
    [
        ("综合保税区由2个增加到7个。", "2个"),
        ("通关时间比2020年压缩50%。", "2020年"),
        ("进出口总额由2020年的5000亿元提高到2025年的8000亿元。", "5000亿元"),
        ("数字经济占比从2020年的20%提高到40%。", "2020年"),
        ("与2020年相比，2025年铁路货运量增长20%。", None),
        ("数字经济占比稳步提高到60%。", None),
    ],
)
def test_baselines(text, baseline, promises):
    (target,) = promises(text)
    assert target.baseline == baseline
