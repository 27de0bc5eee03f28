"""What a Word file prints, read from what it holds."""

import io
import zipfile

import pytest
from docx import Document

LEVELS = (
    '<w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlText w:val="%4"/></w:lvl>'
    '<w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%5"/></w:lvl>'
    '<w:lvl w:ilvl="5"><w:lvlRestart w:val="0"/><w:start w:val="3"/><w:numFmt w:val="ideographDigital"/>'
    '<w:lvlText w:val="第%6条"/></w:lvl>'
    '<w:lvl w:ilvl="6"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>'
    "</w:abstractNum>"
)
NUMBERING = (
    LEVELS
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def paragraph(text: str, level: int | None = None, number: int = 1, properties: str = "") -> str:
    numbered = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}{numbered}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


@pytest.fixture
def lines(docx_with, read_bytes):
    """Return the lines of a Word file with that body."""
    return lambda body, **parts: read_bytes(docx_with(body, **parts), "plan.docx").text.splitlines()


def test_numbers_that_word_prints_are_content(lines):
    steps = [(0, "总体要求"), (1, "指导思想"), (1, "基本原则"), (0, "主要任务"), (1, "推进开放"), (2, "建设口岸")]
    steps += [(3, "完善设施"), (3, "优化流程"), (2, "拓展航线"), (4, "附则"), (5, "施行"), (0, "保障措施"), (5, "解释")]
    steps += [(6, "口岸办")]
    body = "".join(paragraph(text, level) for level, text in steps)
    assert lines(body, numbering=NUMBERING) == [
        "一、总体要求",
        "（一）指导思想",
        "（二）基本原则",
        "二、主要任务",
        "（一）推进开放",
        "1. 建设口岸",
        "① 完善设施",
        "② 优化流程",
        "2. 拓展航线",
        "2.1 附则",
        "第三条施行",
        "三、保障措施",
        "第四条解释",
        "• 口岸办",
    ]


def test_list_that_shares_its_levels_goes_on_unless_it_starts_anew(lines):
    body = paragraph("甲", 0) + paragraph("乙", 0, number=2) + paragraph("丙", 0, number=2) + paragraph("丁", 0)
    assert lines(body, numbering=NUMBERING) == ["一、甲", "一、乙", "二、丙", "三、丁"]


def test_number_of_a_style(lines):
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="H2"/></w:style>'
    )
    numbering = NUMBERING.replace('<w:lvlText w:val="（%2）"/>', '<w:lvlText w:val="（%2）"/><w:pStyle w:val="H2"/>')
    style = '<w:pStyle w:val="Mine"/>'
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph("一", properties=style) + paragraph("二", properties=style + none) + paragraph("三", properties=style)
    )
    assert lines(body, styles=styles, numbering=numbering) == ["（一）一", "二", "（二）三"]


def test_empty_paragraph_with_a_number_counts(lines):
    body = paragraph("甲", 0) + paragraph("", 0) + paragraph("丙", 0)
    assert lines(body, numbering=NUMBERING) == ["一、甲", "二、", "三、丙"]


@pytest.mark.parametrize("number", ["9", "-1", "x"])
def test_list_that_is_not_there_numbers_nothing(lines, number):
    body = f'<w:p><w:pPr><w:numPr><w:ilvl w:val="8"/><w:numId w:val="{number}"/></w:numPr></w:pPr>{run("甲")}</w:p>'
    assert lines(body, numbering=NUMBERING) == ["甲"]


def test_tracked_changes_are_read_as_accepted(lines):
    body = (
        f"<w:p>{run('推进')}<w:ins>{run('芜湖港')}</w:ins><w:del><w:r><w:delText>安庆港</w:delText></w:r></w:del>"
        f"<w:moveTo>{run('口岸')}</w:moveTo><w:moveFrom>{run('机场')}</w:moveFrom>{run('开放。')}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('责任单位：')}</w:p>{paragraph('省商务厅')}"
    )
    assert lines(body) == ["推进芜湖港口岸开放。", "责任单位：省商务厅"]


def test_hidden_text_is_left_out(lines):
    styles = '<w:style w:type="character" w:styleId="X"><w:rPr><w:vanish/></w:rPr></w:style>'
    hidden = run("甲", "<w:vanish/>") + run("乙", '<w:rStyle w:val="X"/>') + run("丙", '<w:vanish w:val="0"/>')
    assert lines(f"<w:p>{hidden}</w:p>", styles=styles) == ["丙"]


def test_text_box_stands_once_behind_its_paragraph(lines):
    box = f"<w:txbxContent>{paragraph('专栏1 口岸建设')}{paragraph('推进智慧口岸。')}</w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    body = (
        f'<w:p>{run("二、主要")}<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps"><w:drawing>{box}'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        f"{run('任务')}</w:p>"
    )
    assert lines(body) == ["二、主要任务", "专栏1 口岸建设", "推进智慧口岸。"]


def test_links_fields_controls_and_footnotes(lines):
    body = (
        f'<w:p><w:hyperlink>{run("省商务厅")}</w:hyperlink><w:fldSimple w:instr="DATE">{run("2025年")}</w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f"<w:sdt><w:sdtPr><w:t>不见</w:t></w:sdtPr><w:sdtContent>{run('底前')}</w:sdtContent></w:sdt>"
        f'<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:br/><w:t>完成</w:t><w:noBreakHyphen/></w:r></w:p>'
        f"<w:sdt><w:sdtContent>{paragraph('三、保障')}</w:sdtContent></w:sdt>"
    )
    notes = f'<w:footnote w:id="1">{paragraph("无关")}</w:footnote><w:footnote w:id="2">{paragraph("按现价计算。")}</w:footnote>'
    assert lines(body, footnotes=notes) == ["省商务厅2025年底前", "完成-", "按现价计算。", "三、保障"]


def test_tabs_are_layout_but_for_the_page_of_a_contents_list(lines):
    def tabbed(*texts: str) -> str:
        return f"<w:p>{'<w:r><w:tab/></w:r>'.join(map(run, texts))}</w:p>"

    body = tabbed("一、", "总体要求", "目标") + tabbed("二、", "主要任务", "12")
    assert lines(body) == ["一、 总体要求 目标", "二、 主要任务\t12"]


def test_merged_cell_belongs_to_its_rows_and_columns_hold(lines):
    body = table(
        cell("序号") + cell("任务") + cell("分工", '<w:gridSpan w:val="2"/>') + cell("时限"),
        cell("1") + cell("口岸开放") + cell("省商务厅", '<w:vMerge w:val="restart"/>') + cell("") + cell("2025年"),
        cell("2") + cell("机场建设") + cell("", "<w:vMerge/>") + cell("省财政厅") + cell(""),
        cell("一、说明", '<w:gridSpan w:val="5"/>'),
        cell("3") + cell("综保区") + cell("合肥海关") + cell("省商务厅") + cell(""),
    )
    assert lines(body) == [
        "序号\t任务\t分工\t\t时限",
        "1\t口岸开放\t省商务厅\t\t2025年",
        "2\t机场建设\t省商务厅\t省财政厅\t",
        "一、说明",
        "3\t综保区\t合肥海关\t省商务厅\t",
    ]


def test_table_in_a_table_is_flattened_and_a_box_is_lines(lines):
    inner = table(cell("1") + cell("口岸开放") + cell("省商务厅"))
    body = table(f"<w:tc>{paragraph('专栏1')}{paragraph('推进开放。')}</w:tc>")
    body += table(f"{cell('左')}<w:tc>{inner}{paragraph('后')}</w:tc>")
    assert lines(body) == ["专栏1", "推进开放。", "左", "1\t口岸开放\t省商务厅", "后"]


def test_deleted_row_is_left_out(lines):
    body = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('旧')}{cell('行')}</w:tr><w:tr>{cell('新')}{cell('行')}</w:tr></w:tbl>"
    assert lines(body) == ["新\t行"]


def test_entities_are_not_expanded(docx_with, refusal):
    stored = docx_with("<w:p><w:r><w:t>口岸</w:t></w:r></w:p>")
    bomb = '<!DOCTYPE x [<!ENTITY a "口岸口岸"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:secret.txt">]>'
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(stored)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = bomb.encode() + text.replace("口岸".encode(), b"&b;&f;")
            new.writestr(name, text)
    assert "no word stands in it" in refusal(written.getvalue(), "plan.docx")


def test_what_unpacks_to_too_much_is_refused(refusal):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(65):
                part.write(b" " * 2**20)
    assert len(written.getvalue()) < 100_000
    assert "word/document.xml has 65 MB once unpacked" in refusal(written.getvalue(), "plan.docx")


def test_encrypted_part_is_refused(save_docx, refusal):
    stored = bytearray(save_docx(Document()))
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        names = archive.namelist()
    place = -1
    for _ in names:
        place = stored.index(b"PK\x01\x02", place + 1)
        stored[place + 8] |= 1
    assert refusal(bytes(stored), "plan.docx") == "it is encrypted. Save a copy of it without a password."


def test_pictures_alone_are_a_scan(docx_with, refusal):
    assert "pictures without text, a scan perhaps" in refusal(docx_with("<w:p><w:r><w:drawing/></w:r></w:p>"), "a.docx")


@pytest.mark.parametrize("body", ["</w:body>", "<w:p>"])
def test_broken_xml_is_refused(docx_with, refusal, body):
    assert "word/document.xml is damaged" in refusal(docx_with(body), "plan.docx")
