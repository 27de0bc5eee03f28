"""Missing pages, known from the contents list."""

from kouan.clean.lines import split_lines
from kouan.clean.torn import torn_lines

_CONTENTS = "一、总体思路.....1\n（一）发展目标.....2\n（二）空间布局.....3\n二、主要任务.....4\n"


def torn(body: str) -> dict[str, str]:
    """Return the headings that are missing, by the line that breaks off."""
    lines = split_lines(_CONTENTS + body)
    return {lines[index].text: heading for index, heading in torn_lines(lines).items()}


def test_a_missing_heading_tears_the_line_that_breaks_off() -> None:
    body = "一、总体思路\n（一）发展目标。\n口岸营商环境进一步优化；陕西\n“一核”，以关中城市群为核心。\n二、主要任务\n加快建设。"
    assert torn(body) == {"口岸营商环境进一步优化；陕西": "（二）空间布局"}


def test_nothing_is_torn_where_no_line_breaks_off() -> None:
    assert torn("一、总体思路\n（一）发展目标。\n口岸营商环境进一步优化。\n二、主要任务\n加快建设。") == {}


def test_a_heading_in_other_words_is_not_missing() -> None:
    body = "一、总体思路\n（一）发展目标。\n营商环境进一步优化；陕西\n口岸开放。\n（二）口岸空间布局\n形成格局。\n二、主要任务\n"
    assert torn(body) == {}


def test_a_text_without_contents_list_is_whole() -> None:
    assert torn_lines(split_lines("一、总体思路\n口岸营商环境进一步优化；陕西\n二、主要任务")) == {}
