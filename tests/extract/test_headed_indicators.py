"""What a number measures where only the title or heading over it says so."""

import pytest

from kouan.extract.headed_indicators import headed_indicator, is_general


@pytest.mark.parametrize(
    ("names", "is_count", "indicator"),
    [
        (["（二）研发投入强度"], False, "研发投入强度"),
        (["（三）进出口总额"], False, "进出口总额"),
        (["", "（一）数字经济规模。"], False, "数字经济规模"),
        (["（一）扩大规模"], False, "规模"),
        (["2.提高服务贸易额"], False, "服务贸易额"),
        (["（一）开放口岸数量"], True, "开放口岸数量"),
        (["（四）高新技术企业"], True, "高新技术企业"),
        (["（四）通关时间"], True, ""),
        (["（一）加强组织领导"], True, ""),
        (["（一）推进口岸建设"], True, ""),
        (["二、主要目标", "三、进出口总额"], False, ""),
        (["新增企业30家"], False, ""),
        ([""], False, ""),
    ],
)
def test_the_nearest_name_says_what_is_measured_or_nothing_does(names, is_count, indicator):
    assert headed_indicator(names, is_count=is_count) == indicator


@pytest.mark.parametrize(("words", "is_said"), [("发展目标", True), ("主要任务", True), ("货运量", False)])
def test_words_that_only_announce(words, is_said):
    assert is_general(words) is is_said
