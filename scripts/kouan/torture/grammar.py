"""Addresses, methods and headers that were made to hurt: every route, parameter and operator with every hostile value.

The same number gives the same request, in any process.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar
from urllib.parse import quote

from datasette.filters import Filters

from kouan.site.parameters import known_names

_SEED = "kouan"
_Chosen = TypeVar("_Chosen")

_OPERATORS = (*(key for key, _, _ in Filters([]).lookups()), "nosuch", "")
_PARAMETERS = (*known_names(), "_search_", "_filter_column", "_filter_op", "_filter_value")

_DEEP = 3_000
_VALUES = (
    "", "0", "1", "-1", "00", "1e999", "NaN", "null", "None", "true", "9223372036854775807", "9223372036854775808",
    "-9223372036854775809", "9" * 40, "9" * 5_000, "1.5", "٣", "²", "\0", "a\0b", "\r\n", "\r\nSet-Cookie: a=b", "'",
    '"',
    "'\"`", "\\", "%", "%%", "_", "*", "..", "../../etc/passwd", "//example.org", "/\\example.org",
    "javascript:alert(1)",
    "<script>alert(1)</script>", "{{7*7}}", "=1+1", "口岸", "\U0001f4a9", "\u202e", "e\u0301" * 50, "x" * 20_000,
    "[", "{", "[]", "{}", "[[]]", '["a"]', "[null]", "[1e999]", "[" * _DEEP, '{"a":' * _DEEP, json.dumps(["x"] * 2_000),
    '{"column":"title"}', '{"column":1}', '{"simple":null}', '{"table":"tasks"}',
    '{"table":"task_assignments","column":"agency_id","value":"x"}', '{"table":[],"column":{},"value":[]}',
    "tasks", "title", "rowid", "nosuch", "max", "off", "1,2", ",,,", "a,b,c,d", "on", "objects", "array", "-- x", "1=1",
    "1) union select 1 --", "select 1", "select :a, :b", "select * from tasks", ":", "?", "@a", "$a", "main.tasks",
)  # fmt: skip
# What no text has: bytes that are not UTF-8, half a character, and percent signs that encode nothing.
_RAW = (
    b"%ff%fe", b"%c3%28", b"%ed%a0%80", b"%", b"%z", b"%0", b"%00", b"%u0041", b"\xff\xfe", b"+", b"%2B", b"%26%3D",
)  # fmt: skip
_METHODS = ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "get", "X" * 300)
_HEADERS: tuple[tuple[bytes, bytes], ...] = (
    (b"cookie", b"\xff"), (b"cookie", b"ds_actor=x; ds_messages=y"), (b"cookie", b"a=" * 4_000), (b"cookie",
    b"csrftoken="),
    (b"accept-language", b"\xff;q=nan"), (b"accept-language", b"en;q=" + b"9" * 500), (b"accept", b"*/*;q=\xff"),
    (b"accept-encoding", b"gzip;q=nan"), (b"accept-encoding", b"," * 2_000), (b"if-none-match", b"*"),
    (b"if-none-match", b"\xff"),
    (b"range", b"bytes=99999999999999999999-"), (b"range", b"bytes=-0"), (b"range", b"bytes=5-1"), (b"if-range", b"x"),
    (b"authorization", b"Bearer dstok_x"), (b"authorization", b"\xff"), (b"content-length", b"-1"), (b"host",
    b"\xff\xfe"),
    (b"host", b"a b<script>"), (b"host", b""), (b"x-forwarded-host", b"example.org"), (b"x-original-url", b"/admin"),
    (b"content-type", b"application/json"), (b"origin", b"null"), (b"transfer-encoding", b"chunked"),
)  # fmt: skip
_FORMATS = ("", "", ".json", ".json", ".csv", ".excel", ".jsono", ".blob", ".nosuch", ".json.json", ".db")
_PAGES = (
    "/", "/-/find", "/-/questions", "/-/pictures", "/-/pictures/map", "/-/pictures/targets", "/-/pictures/timeline",
    "/-/pictures/responsibilities", "/-/pictures/nosuch", "/-/document/ah-ports-2022", "/-/document/ah-ports-2022/rows",
    "/-/document/nosuch", "/-/coverage", "/-/coverage/ah-ports-2022", "/-/port/xian-airport", "/-/agency/hefei-customs",
    "/-/downloads", "/-/downloads.json", "/-/downloads/kouan.zip", "/-/downloads/../kouan.db", "/-/changes.atom",
    "/llms.txt",
    "/robots.txt", "/-/openapi.json", "/-/settings.json", "/-/metadata.json", "/-/plugins.json", "/-/versions",
    "/-/config",
    "/-/databases.json", "/-/threads", "/-/actor.json", "/static/kouan.css", "/static/../serve.py",
    "/-/static/table.js",
    "/favicon.ico", "/kouan", "/kouan.db", "/_internal", "/_memory", "//example.org", "//example.org/%2f..",
    "/%2e%2e/%2e%2e/etc/passwd", "/kouan//",
)  # fmt: skip
_OF_PAGES = (
    "q", "table", "page", "document", "span", "kind", "word", "port", "agency", "year", "sql", "_lang", "_shape",
)  # fmt: skip
_ROWS = ("nosuch", "a,b", "~", "~2E~", "~zz", ".", "x" * 3_000, "%ff")
_ENDS = ("/", "//", "/%00", "/" + "a" * 5_000, "%ff", "~", "/.", ";x", "\\")

_Place = tuple[str, Sequence[str]]
"""The path of an address, and the names that may stand in its query."""


@dataclass(frozen=True)
class Hostile:
    """A request: its address as bytes, its method and its headers."""

    address: bytes
    method: str = "GET"
    headers: tuple[tuple[bytes, bytes], ...] = ()

    def __str__(self) -> str:
        """Return what repeats it, shortened."""
        return f"{self.method[:20]} {self.address.decode('latin-1')[:300]} {str(self.headers)[:200]}"


@dataclass(frozen=True)
class Schema:
    """What there is to ask for: tables and views with their columns, questions with their parameters, ids of rows."""

    tables: dict[str, Sequence[str]]
    questions: dict[str, Sequence[str]]
    rows: dict[str, Sequence[str]]


def request(schema: Schema, number: int) -> Hostile:
    """Return the request of a number."""
    choose = Random(f"{_SEED}{number}")  # noqa: S311 - the same each time, not a secret
    path, names = _KINDS[number % len(_KINDS)](schema, choose)
    path += _now_and_then(choose, 0.05, _ENDS, "")
    path = _now_and_then(choose, 0.3, ("/en",), "") + path
    query = b"&".join(_pair(names, choose) for _ in range(choose.choice((0, 1, 1, 1, 2, 2, 3, 5))))
    return Hostile(
        path.encode() + (b"?" + query if query else b""),
        _now_and_then(choose, 0.1, _METHODS, "GET"),
        tuple(choose.sample(_HEADERS, _now_and_then(choose, 0.2, (1, 2), 0))),
    )


def _now_and_then(choose: Random, share: float, rare: Sequence[_Chosen], common: _Chosen) -> _Chosen:
    """Return, in a share of all cases, one of what is rare."""
    return choose.choice(rare) if choose.random() < share else common


def _table(schema: Schema, choose: Random) -> _Place:
    table = choose.choice(sorted(schema.tables))
    columns = schema.tables[table]
    column = choose.choice([*columns, "rowid", "nosuch", ""])
    filters = (f"{column}__{choose.choice(_OPERATORS)}", f"_search_{column}", column)
    # Half of the parameters name a column; the other half are of Datasette's own.
    names = (*_PARAMETERS, *filters * (len(_PARAMETERS) // len(filters)), *columns[:3])
    return f"/kouan/{table}{choose.choice(_FORMATS)}", names


def _row(schema: Schema, choose: Random) -> _Place:
    table = choose.choice(sorted(schema.rows))
    row = choose.choice([*schema.rows[table], *_ROWS])
    return f"/kouan/{table}/{quote(row, safe=',~%')}{choose.choice(_FORMATS)}", _PARAMETERS


def _question(schema: Schema, choose: Random) -> _Place:
    name = choose.choice(sorted(schema.questions))
    return f"/kouan/{name}{choose.choice(_FORMATS)}", (*schema.questions[name], *_PARAMETERS)


def _sql(_: Schema, choose: Random) -> _Place:
    return f"/kouan{choose.choice(_FORMATS)}", ("sql", "sql", "a", "b", "_timelimit", "_size", "_shape", "_nl")


def _page(_: Schema, choose: Random) -> _Place:
    return choose.choice(_PAGES), (*_OF_PAGES, *_PARAMETERS)


_KINDS: Sequence[Callable[[Schema, Random], _Place]] = (*[_table] * 5, _row, _question, _sql, _page, _page)


def _pair(names: Sequence[str], choose: Random) -> bytes:
    name = quote(choose.choice(names)).encode()
    odd = (name, b"=", b"==", name + b"[]=1", b"&", choose.choice(_RAW) + b"=1", name + b"=" + choose.choice(_RAW))
    return _now_and_then(choose, 0.13, odd, name + b"=" + quote(choose.choice(_VALUES), safe="").encode())
