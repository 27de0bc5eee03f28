"""Texts in Chinese and English as Datasette shows them: one language after the other, marked as such in HTML."""

from collections.abc import Iterable
from html import escape

from kouan.schema import Column, Source


def paragraphs(text: str, text_en: str) -> str:
    """Return HTML: a paragraph for each language."""
    return f'<p lang="zh">{escape(text)}</p><p lang="en">{escape(text_en)}</p>'


def item(html: str, html_en: str) -> str:
    """Return HTML: an item of a list with both languages, which are HTML already."""
    return f'<li><span lang="zh">{html}</span> <span lang="en">{html_en}</span></li>'


def summary(text: str, text_en: str) -> list[str]:
    """Return the first sentence of each language."""
    return [text.partition("。")[0] + "。", text_en.partition(". ")[0].removesuffix(".") + "."]


def column_text(column: Column) -> str:
    """Return plain text on a column: titles, descriptions, unit, and what each allowed value means."""
    parts = [f"{column.title} {column.title_en}：{column.description} {column.description_en}"]
    if column.unit:
        parts.append(f"单位 Unit: {column.unit}.")
    if column.labels:
        values = "; ".join(f"{value} = {zh} ({en})" for value, (zh, en) in column.labels.items())
        parts.append(f"取值 Values: {values}.")
    return " ".join(parts)


def source_titles(sources: Iterable[Source]) -> str:
    """Return plain text: the titles of sources."""
    return " · ".join(f"{source.title} {source.title_en}" for source in sources)
