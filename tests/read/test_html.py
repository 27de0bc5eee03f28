"""What a web page shows, as lines."""

import pytest

from kouan.read.html import html_text, is_html
from kouan.read.text_lines import UnreadableError


def lines(body: str) -> list[str]:
    return html_text(f"<html><head><title>题</title></head><body>{body}</body></html>").splitlines()


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("<!DOCTYPE html><p>口岸", ".txt", True),
        ("\n<!-- a --><!-- <b> --><HTML lang=zh>", "", True),
        ("<?xml version='1.0'?><!DOCTYPE html PUBLIC", ".doc", True),
        ("<div>口岸</div>", ".html", True),
        ("口岸<br>方案", ".htm", True),
        ("口岸方案", ".html", False),
        ("<div>口岸</div>", ".txt", False),
        ("<table><tr><td>口岸", ".doc", True),
        ("口岸<br>方案", ".txt", False),
        ("<安徽省>", "", False),
    ],
)
def test_what_is_a_web_page(text, suffix, expected):
    assert is_html(text, suffix) is expected


def test_long_heads_are_seen_through_in_linear_time():
    assert not is_html("<!-- -->" * 100_000, ".html")
    assert not is_html("<!--" * 100_000, ".doc")


def test_blocks_and_breaks_part_lines_and_inline_elements_do_not():
    body = (
        "<h2>一、总体要求</h2><p>推进<b>口岸</b>\n  <a href=x>开放</a><br>提升<span>能力</span>。<div>二<p>三</div>四"
    )
    assert lines(body) == ["一、总体要求", "推进口岸开放", "提升能力。", "二", "三", "四"]


def test_spaces_between_latin_words_stay():
    assert lines("<p>China\nRailway   Express 到\n2025&nbsp;年\u3000底") == [
        "China Railway Express 到2025\xa0年\u3000底"
    ]


def test_what_is_not_shown_is_left_out():
    body = (
        "甲<script>var a;</script><style>p{}</style><!-- 乙 --><p style='display : none'>丙</p><p hidden>丁</p>"
        "<textarea>戊</textarea><select><option>己</select><noscript>庚</noscript>辛"
    )
    assert lines(body) == ["甲", "辛"]


def test_entities():
    assert lines("<p>&ldquo;口岸&rdquo;&lt;b&gt;&#x4E00;2022&#150;2025&amp;") == ["“口岸”<b>一2022–2025&"]


def test_numbers_of_lists_are_content():
    body = "<ol><li>甲<li value=5><p>乙</p><p>丙</p><li>（三）丁</ol><ol type=A start=2><li>戊<ol><li>己</ol></ol>"
    assert lines(body) == ["1.甲", "5.乙", "丙", "（三）丁", "B.戊", "1.己"]
    assert lines("<ol style='list-style-type: none'><li>甲</ol><ul><li>乙</ul>") == ["甲", "乙"]
    assert lines("<ol reversed><li>甲<li>乙</ol>") == ["2.甲", "1.乙"]


def test_lines_of_preformatted_text_stay():
    assert lines("<pre>一、甲\n二、乙</pre>") == ["一、甲", "二、乙"]


def test_table_with_merged_and_broken_cells():
    body = (
        "<table><caption>分工表</caption><thead><tr><th rowspan=2>序号<th colspan=2>分工<th rowspan=2>时限</tr>"
        "<tr><th>牵头<br>单位<th>配合单位</tr></thead><tr><td>1<td rowspan=2><p>省商务厅</p><td>合肥海关<td></tr>"
        "<tr><td>2<td><td>2025年</table>"
    )
    assert lines(body) == [
        "分工表",
        "序号\t分工\t\t时限",
        "序号\t牵头 单位\t配合单位\t时限",
        "1\t省商务厅\t合肥海关\t",
        "2\t省商务厅\t\t2025年",
    ]


def test_table_that_lays_out_a_page_is_no_table():
    inner = "<table><tr><td>1<td>口岸开放<td>省商务厅</table>"
    body = f"<table><tr><td>首页<td>政务</tr><tr><td colspan=2><h1>方案</h1><p>正文。</p>{inner}</td></tr></table>"
    assert lines(body) == ["首页\t政务", "方案", "正文。", "1\t口岸开放\t省商务厅"]
    article = "".join(f"<p>（{number}）{'推进口岸开放，' * 20}</p>" for number in range(5))
    assert len(lines(f"<table><tr><td>栏目<td>{article}</table>")) == 6


def test_cell_with_some_paragraphs_stays_a_cell():
    body = "<table><tr><td>1<td><p>（1）建设口岸。</p><p>（2）完善设施。</p><td>省商务厅</table>"
    assert lines(body) == ["1\t（1）建设口岸。 （2）完善设施。\t省商务厅"]


def test_rows_outside_a_table_are_read():
    assert lines("<tbody><tr><td id=UCAP-CONTENT><p>标题</p><p>正文。</p></td></tr></tbody>") == ["标题", "正文。"]


def test_what_is_nested_too_deeply_is_refused_and_not_cut():
    assert lines("<div><font>" * 500 + "口岸") == ["口岸"]
    for deep in ("<b>" * 5000, "<table><tr><td>" * 100):
        with pytest.raises(UnreadableError, match="too deeply"):
            lines(f"{deep}口岸")


def test_xml_declaration_and_controls_do_not_matter():
    text = '<?xml version="1.0" encoding="gb2312"?><html><body>口\x01岸\x85方案</body></html>'
    assert html_text(text) == "口岸…方案\n"
    assert html_text("") == ""
