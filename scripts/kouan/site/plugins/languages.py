"""Lets every template speak the language of its site, which metadata names: `plugins: {languages: {language: en}}`.

What templates get:

    {{ t("中文", "English") }}        the one of the two texts that is in the language of the page
    {{ language }}                    its code, zh or en
    {{ other_language }}              the other language: .code, .name
    {{ same_page(request) }}          the address of the same page in the other language, with its query
    {{ front_page() }}                the front page in this language
    {{ marked(text) }}                a text of ours with Chinese words in it, these marked as such
    <td{{ lang_of(value, column) }}>  lang="zh" or lang="en" where a text is not in the language of the page
    {{ said(value, column) }}         the value, on English pages with Chinese words marked that an English text quotes
    english_first(columns, key)       columns or cells, on English pages each English one before the one it translates;
                                      the key is where an item has the name of its column, none if it is the name

Plugins do the same in Python: `t = kouan.site.language.language_of(datasette)`, then `t("中文", "English")`.
"""

import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from markupsafe import Markup

from kouan.site.language import ZH, language_of, marked, other_language, path_in

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z]")
_ENGLISH = "_en"
_TAG = re.compile(r"<[^>]*>")


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the functions to all templates."""
    t = language_of(datasette)
    is_chinese = t == ZH
    other = other_language(t)
    in_chinese, in_english = Markup(' lang="zh"'), Markup(' lang="en"')

    def same_page(request: Any) -> str:
        if not request:
            return path_in(other, t.address)
        address = path_in(other, request.path)
        pairs = [pair for pair in parse_qsl(request.query_string, keep_blank_values=True) if pair[0] != "_lang"]
        return f"{address}{'&' if '?' in address else '?'}{urlencode(pairs)}" if pairs else address

    def lang_of(value: object, column: str = "") -> str:
        has_english = column.endswith(_ENGLISH)
        # Most cells by far are decided here, so nothing is counted in them.
        if not has_english and (is_chinese or not _HAN.search(str(value))):
            return ""
        text = _TAG.sub("", str(value))
        han = len(_HAN.findall(text))
        # An English text may quote a Chinese word.
        is_english = has_english and len(_LATIN.findall(text)) > han
        if is_chinese:
            return in_english if is_english else ""
        return in_chinese if han and not is_english else ""

    def said(value: Any, column: str) -> Any:
        is_quoting = (
            not is_chinese and column.endswith(_ENGLISH) and isinstance(value, str) and not isinstance(value, Markup)
        )
        return Markup(marked(value, t)) if is_quoting and not lang_of(value, column) else value  # noqa: S704 - escaped

    def english_first(items: Iterable[Any], key: object = None) -> list[Any]:
        return list(items) if is_chinese else in_order(items, key)

    env.globals.update(
        t=t,
        language=t.code,
        other_language=other,
        same_page=same_page,
        front_page=lambda: path_in(t, "/"),
        marked=lambda text: Markup(marked(str(text), t)),  # noqa: S704 - escaped there
        lang_of=lang_of,
        said=said,
        english_first=english_first,
    )


def in_order(items: Iterable[Any], key: object = None) -> list[Any]:
    """Return columns with each English one, `title_en`, right before the one that it translates, `title`.

    They stay as they are where two have the same name, as the results of a query may.
    """
    given = list(items)
    named = {item if key is None else item[key]: item for item in given}
    if len(named) < len(given):
        return given
    ordered = []
    for name, item in named.items():
        if name.endswith(_ENGLISH) and name.removesuffix(_ENGLISH) in named:
            continue
        if f"{name}{_ENGLISH}" in named:
            ordered.append(named[f"{name}{_ENGLISH}"])
        ordered.append(item)
    return ordered
