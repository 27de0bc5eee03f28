"""Makes pages of errors like all others: with the navigation, in the language of the site.

Datasette renders an error without the request, and says what it says in English. JSON keeps Datasette's answer.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from kouan.site_language import Language, language_of


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]]:
    """Return the page for an exception, or nothing where JSON was asked for."""

    async def page() -> Any:
        if request.path.endswith(".json"):
            return None
        return await error_page(datasette, request, *_described(exception))

    return page


@hookimpl
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Any]]:
    """Return the page for what is not allowed."""

    async def page() -> Any:
        return await error_page(datasette, request, 403, message)

    return page


async def error_page(datasette: Any, request: Any, status: int, message: str) -> Any:
    """Return a response with the site's page for an error."""
    t = language_of(datasette)
    context = {"title": _title(status, t), "status": status, "error": message}
    html = await datasette.render_template([f"{status}.html", "error.html"], context, request=request)
    return Response.html(html, status=status)


def _described(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0])
    if isinstance(exception, DatasetteError):
        # The one message in HTML is that of a query that took too long; our list says it in plain words.
        return exception.status, exception.title if exception.message_is_html else exception.message
    # What went wrong inside is for the log, where Datasette prints it.
    return 500, ""


def _title(status: int, t: Language) -> str:
    titles = {
        400: t("请求有误", "Bad request"),
        403: t("不允许", "Forbidden"),
        404: t("没有这个页面", "Page not found"),
        405: t("不支持这种请求", "Method not allowed"),
    }
    return f"{titles.get(status, t('出错', 'Error'))} · {status}"
