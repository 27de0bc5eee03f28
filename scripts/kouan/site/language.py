"""The languages of the site: one Datasette for each, under an address of its own.

A plugin asks `language_of(datasette)` which language it serves, and says things in it:

    t = language_of(datasette)
    t("没有这一行", "There is no such row")   # the one of the two that readers of this address want
    t.code                                    # "zh" or "en"

In templates `t`, and `language` for its code, are there without more ado (see site/plugins/languages.py).
"""

import re
from dataclasses import dataclass
from html import escape
from typing import Any
from weakref import WeakKeyDictionary


@dataclass(frozen=True)
class Language:
    """A language of the site.

    Attributes:
        code: What stands in the attribute `lang` of HTML.
        address: The path under which all pages in this language are.
        name: What the language calls itself.
    """

    code: str
    address: str
    name: str

    def __call__(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in this language."""
        return zh if self.code == "zh" else en


ZH = Language("zh", "/", "中文")
EN = Language("en", "/en/", "English")
LANGUAGES = (ZH, EN)

# Characters that are Chinese whatever stands around them, and with them the punctuation that follows.
_CHINESE = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef\U00020000-\U0003ffff]*"
)

# The name of the plugin's configuration in metadata: {"language": code}.
PLUGIN = "languages"

# A page asks for its language dozens of times.
_languages: WeakKeyDictionary[Any, Language] = WeakKeyDictionary()


def language_of(datasette: Any) -> Language:
    """Return the language that a Datasette serves; English where nobody has said."""
    language = _languages.get(datasette)
    if language is None:
        code = (datasette.plugin_config(PLUGIN) or {}).get("language")
        language = _languages[datasette] = ZH if code == ZH.code else EN
    return language


def other_language(language: Language) -> Language:
    """Return the language that is not this one."""
    return EN if language == ZH else ZH


def path_in(language: Language, path: str) -> str:
    """Return the address of the same page in a language.

    The front page in Chinese says so, since `/` alone goes by the language that a browser asks for.
    """
    if path == EN.address.rstrip("/") or path.startswith(EN.address):
        path = "/" + path.removeprefix(EN.address.rstrip("/")).removeprefix("/")
    if language == ZH:
        return "/?_lang=zh" if path == "/" else path
    return EN.address + path.removeprefix("/")


def marked(text: str, language: Language) -> str:
    """Return HTML: a text of a page in a language, with Chinese in it marked for whoever reads it out in English."""
    html = escape(text)
    return html if language == ZH else _CHINESE.sub(r'<span lang="zh">\g<0></span>', html)
