"""Titles and signatures that are run into paragraphs."""

import pytest

from kouan.outline.glued import opening, signed


def parts(spans: list[tuple[int, int]], text: str) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "expected",
    [
        ["国务院关于加快口岸建设的意见", "国发〔2021〕3号", "各省、自治区、直辖市人民政府：", "现提出以下意见："],
        ["关于印发口岸建设实施方案的通知", "各市、县人民政府：", "现印发给你们。"],
        ["为加快口岸建设，制定本方案。"],
        ["江苏省口岸建设行动方案"],
    ],
)
def test_an_opening_is_cut_into_title_number_and_salutation(expected: list[str]) -> None:
    text = "".join(expected)
    assert parts(opening(text, 0, len(text)), text) == expected


@pytest.mark.parametrize(
    "expected",
    [
        [
            "请认真贯彻执行。",
            "国务院2021年12月9日",
            "（此件公开发布）",
            "“十四五”现代口岸发展规划",
            "为加快建设，制定本规划。",
        ],
        ["抓好落实。", "江苏省商务厅南京海关2022年3月1日"],
        ["会议要求加快建设。会议决定2022年3月1日启动。"],
        ["到2022年3月1日完成。"],
    ],
)
def test_a_signature_is_cut_off(expected: list[str]) -> None:
    text = "".join(expected)
    assert parts(signed(text, 0, len(text)), text) == expected
