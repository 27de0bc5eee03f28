"""Spans and quotes of a cleaned document."""

import pytest

from kouan.clean import clean

_STORED = "加快 布局，推进⼜岸\n— 3 —\n建设，扩⼤开放。\n\n完善功能。\n"


def test_a_span_leads_back_to_the_file() -> None:
    text = clean(_STORED)
    start = text.text.index("推进口岸建设")
    span = text.span(start, start + 6)
    assert _STORED[slice(*span)] == "推进⼜岸\n— 3 —\n建设"
    assert text.quote(*span) == "推进口岸建设"


def test_a_span_without_text_reads_back_its_asides() -> None:
    text = clean(_STORED)
    page = _STORED.index("— 3 —")
    assert text.quote(page, page + 5) == "—3—"
    assert text.quote(page, page + 6) == "—3—"
    assert text.quote(page, page + 3) == "—3"


def test_the_offset_of_a_stored_index_is_that_of_the_next_character_kept() -> None:
    text = clean(_STORED)
    assert text.text[text.offset(_STORED.index(" ")) :].startswith("布局")
    assert text.offset(len(_STORED)) == len(text.text)


@pytest.mark.parametrize("span", [(0, 0), (3, 2), (-1, 2), (0, 10_000)])
def test_spans_that_are_none_are_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="no clean span"):
        clean(_STORED).span(*span)
