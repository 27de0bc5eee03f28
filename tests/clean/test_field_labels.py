"""Labels of what sites say of documents."""

import pytest

from kouan.clean.field_labels import BARE_LABEL, LABEL


@pytest.mark.parametrize(
    ("printed", "field"),
    [
        ("发文机关：国务院办公厅", "issuer"),
        ("发布机构:宁波市人民政府", "publisher"),
        ("成文日期：2018年12月11日", "adopted"),
        ("发文日期2020-09-01", "adopted"),
        ("生成日期：2026-07-03", "made"),
        ("发布时间：2023-05-06", "published"),
        ("发文字号：国发〔2018〕39号", "number"),
        ("文号：甬口岸〔2022〕7号", "number"),
        ("标题：关于加快口岸建设的意见", "title"),
        ("索引号：000014349/2018-00212", "other"),
        ("信息来源：省商务厅", "source"),
    ],
)
def test_a_label_says_what_follows(printed: str, field: str) -> None:
    match = LABEL.match(printed)
    assert match is not None
    assert match.lastgroup == field


def test_words_of_sentences_are_no_labels() -> None:
    assert LABEL.match("具体目标：口岸体系健全。") is None
    assert BARE_LABEL.fullmatch("发文机关") is not None
    assert BARE_LABEL.fullmatch("发文机关应当公开") is None
