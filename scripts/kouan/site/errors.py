"""Answers that say what is wrong: a page in the language of the site, JSON where JSON was asked for, text for files."""

import re
from collections.abc import Mapping
from typing import Any

from datasette import Response
from markupsafe import Markup, escape

from kouan.site.files import OPEN_TO_ALL
from kouan.site.language import Language, language_of

_AS_TEXT = (".csv", ".excel")

_CHINESE = re.compile("[\u4e00-\u9fff]")
_NAMES = re.compile("([!-~…](?:[ -~…]*[!-~…])?)")


async def error_page(datasette: Any, request: Any, status: int, message: Any) -> Any:
    """Return a response with the site's page for an error; a message of Datasette's is put into the language."""
    t = language_of(datasette)
    context = {"title": _title(status, t), "status": status, "error": message}
    html = await datasette.render_template([f"{status}.html", "error.html"], context, request=request)
    return Response.html(html, status=status)


async def refusal(
    datasette: Any, request: Any, status: int, message: str, headers: Mapping[str, str] | None = None
) -> Any:
    """Return a response in the format that was asked for; the message is in the language of the site already."""
    sent = {**(headers or {}), **OPEN_TO_ALL}
    if request.path.endswith(".json"):
        body = {"ok": False, "error": message, "status": status, "title": None}
        return Response.json(body, status=status, headers=sent)
    if request.path.endswith(_AS_TEXT):
        return Response.text(message + "\n", status=status, headers=sent)
    page = await error_page(datasette, request, status, _marked(message))
    page.headers.update(headers or {})
    return page


def _marked(message: str) -> Markup:
    """Return HTML: what is not Chinese in a Chinese message is a name or a value."""
    if not _CHINESE.search(message):
        return escape(message)
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part
        for number, part in enumerate(_NAMES.split(message))
    )


def _title(status: int, t: Language) -> str:
    titles = {
        400: t("请求有误", "Bad request"),
        403: t("不允许", "Forbidden"),
        404: t("没有这个页面", "Page not found"),
        405: t("不支持这种请求", "Method not allowed"),
    }
    return f"{titles.get(status, t('出错', 'Error'))} · {status}"
