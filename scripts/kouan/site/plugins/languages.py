"""Lets every template speak the language of its site, which metadata names: `plugins: {languages: {language: en}}`.

What templates get:

    {{ t("中文", "English") }}        the one of the two texts that is in the language of the page
    {{ language }}                    its code, zh or en
    {{ other_language }}              the other language: .code, .name
    {{ same_page(request) }}          the address of the same page in the other language, with its query
    {{ front_page() }}                the front page in this language
    {{ marked(text) }}                a text of ours with Chinese words in it, these marked as such
    <td{{ lang_of(value, column) }}>  lang="zh" or lang="en" where a text is not in the language of the page

Plugins do the same in Python: `t = kouan.site_language.language_of(datasette)`, then `t("中文", "English")`.
"""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from markupsafe import Markup

from kouan.site_language import ZH, language_of, marked, other_language, path_in

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_TAG = re.compile(r"<[^>]*>")


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the functions to all templates."""
    t = language_of(datasette)
    other = other_language(t)
    in_chinese, in_english = Markup(' lang="zh"'), Markup(' lang="en"')

    def same_page(request: Any) -> str:
        if not request:
            return path_in(other, t.address)
        address = path_in(other, request.path)
        pairs = [pair for pair in parse_qsl(request.query_string, keep_blank_values=True) if pair[0] != "_lang"]
        return f"{address}{'&' if '?' in address else '?'}{urlencode(pairs)}" if pairs else address

    def lang_of(value: object, column: str = "") -> str:
        if t == ZH:
            return in_english if column.endswith("_en") else ""
        return in_chinese if _HAN.search(_TAG.sub("", str(value))) else ""

    env.globals.update(
        t=t,
        language=t.code,
        other_language=other,
        same_page=same_page,
        front_page=lambda: path_in(t, "/"),
        marked=lambda text: Markup(marked(str(text), t)),  # noqa: S704 - escaped there
        lang_of=lang_of,
    )
