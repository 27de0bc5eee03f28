"""What a number measures, in the words of its sentence."""

import csv
from pathlib import Path

import pytest

from kouan.extract.deadlines import Horizon
from kouan.extract.places import PlaceNames
from kouan.extract.quantities import read_units
from kouan.extract.targets import find_targets
from kouan.outline.passages import Passage

_UNITS_CSV = Path(__file__).parents[2] / "datasets" / "reference" / "units.csv"

with _UNITS_CSV.open(encoding="utf-8", newline="") as _stream:
    _UNITS = read_units(csv.DictReader(_stream))


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        ("水运集装箱吞吐量达到235万标箱以上。", ["水运集装箱吞吐量"]),
        ("开放口岸数量达到20个。", ["开放口岸数量"]),
        ("服务贸易进出口总额达到100亿美元，年均增长8%。", ["服务贸易进出口总额", "服务贸易进出口总额增长"]),
        ("社会物流总费用与GDP的比率降至12.5%以内。", ["社会物流总费用与GDP的比率"]),
        ("服务贸易规模力争翻一番。", ["服务贸易规模"]),
        ("设立10亿元产业引导基金。", ["设立产业引导基金"]),
        ("设立总规模500亿元的产业基金。", ["产业基金总规模"]),
        ("推动全省100家企业实施网络安全分类管理。", ["企业实施网络安全分类管理"]),
        ("实现标识注册总量突破5亿。", ["标识注册总量"]),
        ("到2025年，营业收入突破2万亿元，同比增长8%以上。", ["营业收入", "营业收入增长"]),
        ("工业机器人密度达到每万人300台。", ["工业机器人密度"]),
        ("2024年底前，80%以上的服务事项支持“一证通办”。", ["服务事项支持“一证通办”"]),
        ("综合保税区进出口值达到420亿元，占全省的60%。", ["综合保税区进出口值", "综合保税区进出口值占全省"]),
        ("打造3个千亿级、10个百亿级特色产业集群。", ["打造千亿级特色产业集群", "打造百亿级特色产业集群"]),
        ("2022年，营业收入突破400亿元；2025年，突破500亿元。", ["营业收入", "营业收入"]),
        ("力争三年引进领军人才50名。", ["引进领军人才"]),
        ("营收、税收同步提升，达到5亿元。", ["营收、税收同步提升"]),
    ],
)
def test_an_indicator_says_what_is_counted(text, indicators):
    passage = Passage("paragraph", 0, len(text), (), None, is_past=False)
    found = find_targets(text, [passage], [], Horizon(2021, 2025, 2022), _UNITS, PlaceNames(frozenset(), frozenset()))
    assert [target.indicator for target in found] == indicators
