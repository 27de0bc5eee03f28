"""Which division an unregistered document speaks for."""

import pytest

BODY = "\n一、开放\n1．到2025年，开通国际航线20条。（责任单位：市商务局）\n"


@pytest.mark.parametrize(
    ("text", "division"),
    [
        ("国务院办公厅关于支持海南自由贸易港口岸建设的意见", "100000"),
        ("海关总署文件\n上海口岸发展工作要点", "100000"),
        ("国家“十四五”口岸发展规划", "100000"),
        ("各省、自治区、直辖市及计划单列市有关部门，新疆生产建设兵团：\n请遵照执行。", "100000"),
        ("青岛市即墨区推进口岸建设三年行动计划（2023—2025年）", "370215"),
        ("昆山市推进口岸建设三年行动计划（2023—2025年）", "320583"),
        ("延边朝鲜族自治州口岸发展2023年工作要点", "222400"),
        ("锡林郭勒盟口岸发展2023年工作要点", "152500"),
        ("滨海新区口岸发展2023年工作要点", "120116"),
        ("新城区建设与港口区发展工作要点", None),
    ],
)
def test_the_title_or_the_issuer_says_it(read_text, text, division):
    assert read_text(text + BODY).setting.division_code == division


def test_a_city_that_carries_out_a_plan_of_its_province_speaks_for_itself(read_text):
    """The title names the province's plan; whose document it is, the issuer and 我市 say."""
    head = "烟台市人民政府办公室文件\n贯彻落实山东省口岸发展规划的实施方案\n"
    assert read_text(head + "一、开放\n1．我市扩大开放，全市口岸提速。\n").setting.division_code == "370600"
    assert read_text(head + "一、开放\n1．全省扩大开放，我省口岸提速。\n").setting.division_code == "370000"
