"""Makes pages of errors like all others: with the navigation, in the language of the site.

Datasette renders an error without the request, and says what it says in English. JSON keeps Datasette's answer. A
query that took too long for a file, which Datasette takes for a fault of its own, is one of who asked.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import hookimpl
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400
from datasette.views.base import DatasetteError

from kouan.site.errors import error_page, refusal
from kouan.site.language import language_of


@hookimpl
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Any]]:
    """Return the page for an exception, or nothing where JSON was asked for."""

    async def page() -> Any:
        if isinstance(exception, QueryInterrupted):
            return await refusal(datasette, request, 400, _too_long(datasette))
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


def _too_long(datasette: Any) -> str:
    most = datasette.setting("sql_time_limit_ms")
    return language_of(datasette)(
        f"这个查询超过 {most} 毫秒，已停止。请缩小范围。",
        f"This query was stopped since it took longer than {most} ms. Narrow it.",
    )


def _described(exception: Exception) -> tuple[int, str]:
    if isinstance(exception, Base400):
        return exception.status, str(exception.args[0])
    if isinstance(exception, DatasetteError):
        # The one message in HTML is that of a query that took too long; our list says it in plain words.
        return exception.status, exception.title if exception.message_is_html else exception.message
    # What went wrong inside is for the log, where Datasette prints it.
    return 500, ""
