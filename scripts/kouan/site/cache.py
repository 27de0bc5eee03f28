"""Keeps whole answers in memory, as many as fit into a number of bytes, for databases that do not change.

What may be kept: an answer 200 to a request without cookies and credentials, made without SQL being stopped for taking
too long. What was not asked for the longest goes first. A new build gets a cache of its own (`kouan.site.current`), so
nothing in one is ever out of date; an answer that a request got while the build was being replaced is not kept.
"""

from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from kouan.site.answers import OK, Answer, ask, asked_headers, coding_of
from kouan.site.app import App, Scope, prefers_english
from kouan.site.cut import TIME

Key = tuple[Any, ...]

# What an entry takes beside its bytes and those of its key: about, as Python counts it.
_OVERHEAD = 2_000
# An answer longer than this part of the whole is not kept, since many others would have to go for it.
_LONGEST_PART = 8

_PERSONAL = (b"cookie", b"authorization")


class Cache:
    """Answers by what was asked."""

    def __init__(self, limit: int) -> None:
        """Keep as much as fits into that many bytes; nothing if it is 0."""
        self.limit = limit
        self.bytes = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()

    def __len__(self) -> int:
        """Return how many answers are kept."""
        return len(self._answers)

    def get(self, key: Key) -> Answer | None:
        """Return the answer to a question, if it is kept."""
        answer = self._answers.get(key)
        if answer:
            self._answers.move_to_end(key)
        return answer

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer, and let go what was not asked for the longest."""
        size = _size(key, answer)
        if size * _LONGEST_PART > self.limit:
            return
        self._drop(key)
        self._answers[key] = answer
        self.bytes += size
        while self.bytes > self.limit:
            self._drop(next(iter(self._answers)))

    def clear(self) -> None:
        """Keep nothing of what is kept."""
        self._answers.clear()
        self.bytes = 0

    def _drop(self, key: Key) -> None:
        answer = self._answers.pop(key, None)
        if answer:
            self.bytes -= _size(key, answer)


def answering_app(app: App, cache: Cache, is_current: Callable[[], bool] = lambda: True) -> App:
    """Return the app with finished answers, from the cache where it has them.

    `is_current` tells whether the files of which an app makes answers are still those that it was opened with.
    """

    async def answering(scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await app(scope, receive, send)
            return
        asked = asked_headers(scope)
        key = _key(scope, asked) if cache.limit and not any(name in asked for name in _PERSONAL) else None
        answer = cache.get(key) if key else None
        if answer is None:
            late = TIME.watch()
            answer = await ask(app, scope, receive, send)
            if answer is None:
                return
            if key and not late.is_set and _is_for_all(answer) and is_current():
                cache.put(key, answer)
        await answer.send(send, asked, is_head=scope["method"] == "HEAD")

    return answering


def _key(scope: Scope, asked: dict[bytes, bytes]) -> Key:
    """Return all that an answer depends on: links in it have the scheme and the host, and `/` goes by the language."""
    path = scope.get("raw_path") or scope["path"]
    english = scope["path"] == "/" and prefers_english(asked.get(b"accept-language", b"").decode("latin-1"))
    host = asked.get(b"host", b"")
    return scope.get("scheme"), host, path, scope["query_string"], english, coding_of(asked)


def _is_for_all(answer: Answer) -> bool:
    return answer.status == OK and not any(
        name == b"set-cookie" or (name == b"cache-control" and b"no-store" in value) for name, value in answer.headers
    )


def _size(key: Key, answer: Answer) -> int:
    return answer.size + sum(len(part) for part in key if isinstance(part, bytes | str)) + _OVERHEAD
