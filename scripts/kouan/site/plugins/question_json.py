"""Writes the JSON of a question's answer, `/kouan/who_leads_what.json?word=口岸`, without all that Datasette looks at.

Datasette takes longer to find out who may ask, which question is meant and how its answer is to look than SQLite takes
to answer. For a question of the site that is asked by nobody in particular, with parameters of its own alone, all of
that is the same each time. The bytes and the headers are those of Datasette, and whatever is asked in another way, or
takes longer than a moment, is left to it. Without this module, questions take twice as long and nothing else changes.
"""

import json
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import parse_qsl

from datasette import hookimpl
from datasette.plugins import pm

from kouan.site.database import PublishedDatabase

App: TypeAlias = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_PERSONAL = (b"cookie", b"authorization")

# What our JSON keeps escaped (readable_json.py).
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_HEADERS = [
    (b"referrer-policy", b"no-referrer"),
    (b"Access-Control-Allow-Origin", b"*"),
    (b"Access-Control-Allow-Headers", b"Authorization"),
    (b"Access-Control-Expose-Headers", b"Link"),
    (b"content-type", b"application/json; charset=utf-8"),
    (b"vary", b"Cookie, Authorization"),
]


@dataclass(frozen=True)
class Question:
    """A question of the site, and what is the same in all of its answers.

    Attributes:
        begin: The JSON before the rows.
        end: What follows behind the parameters.
    """

    database: PublishedDatabase
    sql: str
    parameters: tuple[str, ...]
    begin: str
    end: str

    def answer(self, query: str) -> bytes | None:
        """Return the answer to what follows the question mark of an address; None if it is for Datasette to give."""
        given: dict[str, str] = {}
        for name, value in parse_qsl(query, keep_blank_values=True):
            if name not in self.parameters:
                return None
            given.setdefault(name, value)
        given |= {name: "" for name in self.parameters if name not in given}
        found = self.database.brief_results(self.sql, given)
        if found is None or found.truncated:
            return None
        columns, shown = _written(found.columns), _written({"sql": self.sql, "params": given})
        try:
            rows = _written([tuple(row) for row in found.rows])
        except (TypeError, ValueError):
            # Bytes, or a number without an end.
            return None
        text = f'{self.begin}{rows}, "truncated": false, "columns": {columns}, "query": {shown}{self.end}'
        return None if _ESCAPED.search(text) else text.encode()


@hookimpl(tryfirst=True)
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """Answer before Datasette does."""
    questions: dict[str, Question] = {}

    def wrap(app: App) -> App:
        async def written(scope: dict[str, Any], receive: Any, send: Any) -> None:
            body = None
            if scope["type"] == "http" and scope["method"] == "GET" and scope["path"].endswith(".json"):
                if not questions:
                    await datasette.invoke_startup()
                    questions.update(_questions(datasette))
                question = questions.get(scope["path"])
                if question and not any(name in _PERSONAL for name, _ in scope["headers"]):
                    body = question.answer(scope["query_string"].decode("latin-1"))
            if body is None:
                await app(scope, receive, send)
                return
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await send({"type": "http.response.body", "body": body})

        return written

    return wrap


def _questions(datasette: Any) -> Iterator[tuple[str, Question]]:
    """Yield the questions by their addresses, where everybody may see everything."""
    if len(pm.hook.permission_allowed.get_hookimpls()) > 1 or not datasette.cors or _is_restricted(datasette):
        return
    said = {key: datasette.metadata(key) for key in ("source", "source_url", "license", "license_url")}
    for name, about in (datasette.metadata("databases") or {}).items():
        database = datasette.databases.get(name)
        if not isinstance(database, PublishedDatabase):
            continue
        for query, given in (about.get("queries") or {}).items():
            if not isinstance(given, dict) or "params" not in given or given.get("write"):
                continue
            before = {"ok": True, "database": name, "query_name": query}
            behind = {
                "error": None,
                "private": False,
                "allow_execute_sql": True,
                **{k: v for k, v in said.items() if v},
            }
            yield (
                f"/{database.route}/{query}.json",
                Question(
                    database,
                    given["sql"],
                    tuple(given["params"]),
                    f'{_written(before)[:-1]}, "rows": ',
                    f", {_written(behind)[1:]}",
                ),
            )


def _is_restricted(datasette: Any) -> bool:
    """Tell whether metadata or settings keep anything from anybody."""
    return (
        not datasette.setting("default_allow_sql")
        or re.search(r'"allow(_sql)?":', json.dumps(datasette.metadata())) is not None
    )


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
