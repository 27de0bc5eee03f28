"""Puts what Datasette's own templates and messages say into the language of the site.

The texts stand in site/datasette_texts.yml. Those of templates are replaced when a template is compiled, by a Jinja
extension; templates of our own are left alone. Messages that Datasette makes in Python reach our templates and error
pages, which call `datasette_message`.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import datasette as datasette_package
import yaml
from datasette import hookimpl
from jinja2.ext import Extension
from markupsafe import Markup, escape

from kouan.site.language import ZH, language_of

_TEXTS = Path(__file__).parents[1] / "datasette_texts.yml"
_TEMPLATES = Path(datasette_package.__file__).parent / "templates"


@hookimpl
def prepare_jinja2_environment(env: Any, datasette: Any) -> None:
    """Add the extension, and the functions for messages and the names of filters and formats."""
    code = language_of(datasette).code
    env.extend(datasette_texts_language=code)
    env.add_extension(ReplaceTexts)
    env.globals["datasette_message"] = lambda text: text if hasattr(text, "__html__") else translated(str(text), code)
    env.globals["format_name"] = lambda name: _texts()["formats"].get(name, {}).get(code, name)
    env.globals["filter_name"] = lambda text: _texts()["filters"].get(text, text) if code == ZH.code else text


class ReplaceTexts(Extension):
    """Replaces texts in Datasette's own templates before they are compiled."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the template's source in the language of the site."""
        if name is None or filename is None or Path(filename).parent != _TEMPLATES:
            return source
        for text in _texts()["templates"].get(name.removeprefix("default:"), []):
            replacement = text.get(self.environment.datasette_texts_language)
            if replacement is not None:
                source = source.replace(text["text"], replacement)
        return source


def translated(message: str, code: str) -> str | Markup:
    """Return a message in a language: as the list has it, else as it is and marked as English."""
    for pattern, texts in _messages():
        found, text = pattern.fullmatch(message), texts.get(code)
        if found and text:
            return Markup(text).format(  # noqa: S704 - the text is ours; what is put into it is escaped
                *(escape(group or "") for group in found.groups())
            )
    return message if code != ZH.code or not message else Markup('<span lang="en">{}</span>').format(message)


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = yaml.safe_load(_TEXTS.read_text(encoding="utf-8"))
    return texts


@cache
def _messages() -> list[tuple[re.Pattern[str], dict[str, str]]]:
    # A text alone is the Chinese one: in English, most messages can stay as Datasette has them.
    return [
        (re.compile(pattern, re.DOTALL), text if isinstance(text, dict) else {ZH.code: text})
        for pattern, text in _texts()["messages"].items()
    ]
