"""Numbers that head parts of official documents."""

import pytest

from kouan.clean.markers import RANK, han_number, last_inline_marker, marker_at


@pytest.mark.parametrize(
    ("text", "style", "value", "length"),
    [
        ("一、总体要求", "han", 1, 2),
        ("二十三、加强组织领导", "han", 23, 4),
        ("（三十二）创新投融资机制", "han_bracket", 32, 5),
        ("(五)加强基础设施互联互通", "han_bracket", 5, 3),
        ("1﹒加快合肥口岸枢纽核心建设", "digit", 1, 2),
        ("109．加强地方立法", "digit", 109, 4),
        ("24、全面总结", "digit", 24, 3),
        ("1.高标准建设航空口岸", "digit", 1, 2),
        ("（1）完善地方立法", "digit_bracket", 1, 3),
        ("2）完善设施", "digit_half_bracket", 2, 2),
        ("③推进", "circled", 3, 1),
        ("⒓加强领导", "digit", 12, 1),
        ("⑸完善设施", "digit_bracket", 5, 1),
        ("㈡发展目标", "han_bracket", 2, 1),
        ("第三章 口岸管理", "chapter", 3, 3),
        ("第十二条 本办法", "article", 12, 4),
        ("第一部分 发展基础", "part", 1, 4),
        ("专栏3深度融入", "box", 3, 3),
        ("表1陕西与比邻省份", "table", 1, 2),
        ("附件：重点任务分工", "annex", 1, 2),
        ("附件2", "annex", 2, 3),
        ("贰、工作任务", "formal", 2, 2),
        ("拾壹、工作任务", "formal", 11, 3),
        ("三．优化通关环境", "han", 3, 2),
        ("2.1建设数据平台", "decimal", 1, 3),
        ("1.2人才培养", "decimal", 2, 3),
        ("2.2.3开发系统", "long_decimal", 3, 5),
        ("任务二：建设货场", "named", 2, 4),
        ("行动3．建设电站", "named", 3, 4),
    ],
)
def test_numbers_are_read_with_their_style(text: str, style: str, value: int, length: int) -> None:
    marker = marker_at(text)
    assert marker is not None
    assert (marker.style, marker.value, marker.end) == (style, value, length)


@pytest.mark.parametrize(
    "text",
    [
        "1.5亿元",
        "1.5公里航道",
        "3.0版单一窗口",
        "5G网络",
        "12345热线",
        "2025年底前",
        "100%实现",
        "措施一致",
        "行动1个",
        "2022年",
        "一带一路",
        "一是加快",
        "第一部门",
        "第三方",
        "附件中列出",
        "表1.2",
        "（区块二）",
        "十四五",
        "",
    ],
)
def test_other_words_are_no_numbers(text: str) -> None:
    assert marker_at(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("十", 10), ("二十一", 21), ("一百零九", 109), ("", 1), ("30", 30), ("两", 2)]
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert han_number(text) == value


def test_styles_rank_as_official_style_has_them() -> None:
    assert RANK["chapter"] < RANK["article"] < RANK["han"] < RANK["han_bracket"] < RANK["digit"] < RANK["digit_bracket"]


def test_the_last_number_run_in_behind_a_sentence() -> None:
    marker = last_inline_marker("加速抢占新质生产力制高点(省发展改革委负责)四、实施场景创新引领区建设行动")
    assert marker is not None
    assert (marker.style, marker.value) == ("han", 4)
    assert last_inline_marker("提升5G、人工智能应用") is None
