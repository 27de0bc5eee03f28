"""What a PDF file says: its text layer, its tables, and what is no text."""

import pytest

from kouan.read import pdf as module


@pytest.fixture
def read(read_bytes):
    return lambda pages: read_bytes(pages.finish(), "plan.pdf")


def test_lines_stay_as_printed(pdf, read):
    pages = pdf()
    pages.wrapped("一、推进口岸开放建设，提升口岸通关便利化水平，支持有条件的口岸扩大开放。")
    pages.line("— 1 —")
    pages.end_page()
    pages.line("二、口岸RCEP China Express 2025年")
    assert read(pages).text.splitlines() == [
        "一、推进口岸开放建设，提升口岸通关便利化水平，支持有条件",
        "的口岸扩大开放。",
        "— 1 —",
        "二、口岸RCEP China Express 2025年",
    ]


def test_ruled_table_stands_at_its_place(pdf, read):
    pages = pdf()
    pages.line("附件：分工表")
    rows = [
        ["序号", "任务", "分工", "", "完成时限"],
        ["1", "推进芜湖港口岸扩大开放，完善查验设施", "省商务厅", "合肥海关", "2025年"],
        ["2", "建设机场口岸", "", "", ""],
        ["一、说明", "", "", "", ""],
        ["3", "设立综合保税区", "", "省财政厅", ""],
    ]
    spans = [((2, 0), (3, 0)), ((2, 1), (2, 2)), ((4, 1), (4, 2)), ((0, 3), (4, 3))]
    pages.table(rows, [30, 120, 80, 80, 60], spans)
    pages.line("三、保障措施")
    assert read(pages).text.splitlines() == [
        "附件：分工表",
        "序号\t任务\t分工\t\t完成时限",
        "1\t推进芜湖港口岸扩大开放，完善查验设施\t省商务厅\t合肥海关\t2025年",
        "2\t建设机场口岸\t省商务厅\t\t2025年",
        "一、说明",
        "3\t设立综合保税区\t\t省财政厅\t",
        "三、保障措施",
    ]


def test_frame_around_text_is_no_table(pdf, read):
    pages = pdf()
    pages.table([["专栏1 口岸建设工程。推进口岸查验设施建设，完善口岸功能。"]], [200])
    assert "\t" not in read(pages).text


def test_table_in_a_frame_is_a_table(pdf, read):
    pages = pdf()
    pages.line("专栏2")
    pages.table([["1", "口岸开放", "省商务厅"], ["2", "机场建设", "省财政厅"]], [30, 100, 100])
    pages.line("完")
    pages.frame(60, 600, 400, 150)
    assert read(pages).text.splitlines() == ["专栏2", "1\t口岸开放\t省商务厅", "2\t机场建设\t省财政厅", "完"]


def test_letters_drawn_twice_for_bold_are_read_once(pdf, read):
    pages = pdf()
    pages.line("口岸开放")
    pages.back()
    pages.line("口岸开放")
    assert read(pages).text == "口岸开放\n"


def test_page_without_text_is_reported_behind_the_line_before(pdf, read):
    pages = pdf()
    pages.line("一、总体要求")
    pages.line("推进口岸开放，")
    pages.end_page()
    pages.picture()
    pages.end_page()
    pages.line("三、保障措施")
    source = read(pages)
    (defect,) = source.defects
    assert (defect.kind, source.text[defect.start : defect.end]) == ("missing_text", "推进口岸开放，")
    assert "第2页" in defect.description
    assert "Page 2" in defect.description_en


def test_first_page_without_text_is_reported_at_the_first_line(pdf, read):
    pages = pdf()
    pages.picture()
    pages.end_page()
    pages.line("三、保障措施")
    source = read(pages)
    assert [source.text[one.start : one.end] for one in source.defects] == ["三、保障措施"]


def test_blank_page_is_no_defect(pdf, read):
    pages = pdf()
    pages.line("一、总体要求")
    pages.end_page()
    pages.end_page()
    assert read(pages).defects == ()


def test_scan_is_refused(pdf, refusal):
    pages = pdf()
    pages.picture()
    pages.line("1")
    assert "without text on any of its 1 pages: a scan" in refusal(pages.finish(), "plan.pdf")
    pages = pdf()
    pages.line("一、总体要求")
    for _ in range(2):
        pages.end_page()
        pages.picture()
    assert "2 of its 3 pages are pictures without text" in refusal(pages.finish(), "plan.pdf")


def test_encrypted_file_is_refused_unless_it_opens_without_password(pdf, refusal, read, encryption):
    pages = pdf(encrypt=encryption("secret"))
    pages.line("口岸")
    assert refusal(pages.finish(), "plan.pdf") == "it is encrypted. Save a copy of it without a password."
    pages = pdf(encrypt=encryption(""))
    pages.line("RCEP 2025", font="Helvetica")
    assert read(pages).text == "RCEP 2025\n"


def test_fonts_that_encryption_hides_are_told_as_such(pdf, refusal, encryption):
    """The writer leaves the name of the font's characters in the clear, which decrypted says nothing."""
    pages = pdf(encrypt=encryption(""))
    pages.line("推进口岸开放，提升通关效率")
    told = refusal(pages.finish(), "plan.pdf")
    assert "opens without a password but is encrypted" in told
    assert "without protection" in told


def test_file_that_breaks_off_is_refused(pdf, refusal):
    pages = pdf()
    pages.line("口岸")
    assert "breaks off" in refusal(pages.finish()[:-20], "plan.pdf")


def test_too_many_pages_are_refused(pdf, refusal, monkeypatch):
    monkeypatch.setattr(module, "_MOST_PAGES", 1)
    pages = pdf()
    pages.line("口岸")
    pages.end_page()
    pages.line("口岸")
    assert "it has 2 pages; at most 1 are read" in refusal(pages.finish(), "plan.pdf")


def test_fonts_without_characters_are_refused(pdf, refusal):
    pages = pdf()
    pages.line("推进口岸开放")
    assert "have no meaning" in refusal(pages.finish().replace(b"(Adobe)", b"(Other)"), "plan.pdf")
