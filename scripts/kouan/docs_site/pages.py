"""The frame around a document: title, navigation, language, style."""

from collections.abc import Sequence
from html import escape

from kouan.docs_site.markdown import Page, page_html

_FRAME = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<nav aria-label="{label}">
<ul>
{links}
</ul>
</nav>
<main>
{body}</main>
</body>
</html>
"""
_LABELS = {"en": "Pages", "zh": "各页"}
_DICTIONARIES = {
    "en": ("dictionary.en.html", "Data dictionary"),
    "zh": ("dictionary.html", "数据字典"),
}


def page_bytes(page: Page, pages: Sequence[Page]) -> bytes:
    """Return a page of the site as HTML; KouanError where it links to a document that has no page."""
    names = {one.source: one.name for one in pages}
    return _FRAME.format(
        language=page.language,
        title=escape(page.title if page.source.startswith("README") else f"{page.title} · Kouan"),
        label=_LABELS[page.language],
        links="\n".join(_links(page, pages)),
        body=page_html(page, names),
    ).encode()


def _links(page: Page, pages: Sequence[Page]) -> list[str]:
    """Return the entries of the navigation: each document once, in the language of the page if there is such a one."""
    translated = {one.source.replace(".zh.md", ".md") for one in pages if one.language == "zh"}
    shown = [one for one in pages if one.language == page.language or one.source not in translated | _chinese(pages)]
    links = [_link(one.name, one.title, one.language, page) for one in shown]
    return [*links, _link(*_DICTIONARIES[page.language], page.language, page)]


def _chinese(pages: Sequence[Page]) -> set[str]:
    return {one.source for one in pages if one.language == "zh"}


def _link(name: str, title: str, language: str, page: Page) -> str:
    foreign = "" if language == page.language else f' lang="{language}" hreflang="{language}"'
    current = ' aria-current="page"' if name == page.name else ""
    return f'<li><a href="{name}"{foreign}{current}>{escape(title)}</a></li>'
