"""How the server treats connections that are slow, too many or endless: it closes them.

uvicorn waits for the head of a request, and for a reader of an answer, as long as they please, and takes a head of any
length. A few hundred idle connections would use up all that the server may open.
"""

import asyncio
import resource
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from kouan.site.lanes import RETRY_AFTER

HEAD_SECONDS = 10.0
"""How long a head may take from its first byte, or from the connection, to its end."""

READ_SECONDS = 60.0
"""How long a reader may leave what was sent untouched."""

LONGEST_HEAD = 65_536
"""Bytes of a head: an address and its headers. SQL of a thousand lines fits."""

# A connection may have a file open beside itself.
_MOST_OPEN = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
MOST_CONNECTIONS = max(16, min(2_000, _MOST_OPEN // 3))
"""How many connections there may be at once."""

_FULL = (
    f"HTTP/1.1 503 Service Unavailable\r\nretry-after: {RETRY_AFTER}\r\ncache-control: no-store\r\n"
    "content-type: text/plain\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
).encode()
_TOO_LONG = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncache-control: no-store\r\n"
    b"content-type: text/plain\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)
_TOO_SLOW = (
    b"HTTP/1.1 408 Request Timeout\r\ncache-control: no-store\r\n"
    b"content-type: text/plain\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's protocol for HTTP, with bounds on time and size of heads, on readers and on connections."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self._head_timer: asyncio.TimerHandle | None = None
        self._read_timer: asyncio.TimerHandle | None = None
        self._head_size = 0
        self._answering: RequestResponseCycle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or turn it away."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._turn_away(_FULL)
        else:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._turn_away, _TOO_SLOW)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers, and tell the answer that is being sent, where uvicorn tells the last request only."""
        self._unset(self._head_timer, self._read_timer)
        if self._answering is not None and not self._answering.response_complete:
            self._answering.disconnected = True
            self._answering.message_event.set()
        self.pipeline.clear()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes of a request, as long as its head is not too long."""
        if self.transport.is_closing():
            return
        is_answering = self.cycle is not None and not self.cycle.response_complete
        self._head_size = 0 if is_answering else self._head_size + len(data)
        super().data_received(data)
        if not self._head_size or self.transport.is_closing():
            return
        if self._head_size > LONGEST_HEAD:
            self._turn_away(_TOO_LONG)
        elif self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._turn_away, _TOO_SLOW)

    def on_headers_complete(self) -> None:
        """Begin to answer; the head was neither too long nor too slow."""
        self._unset(self._head_timer)
        self._head_timer, self._head_size = None, 0
        super().on_headers_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        super()._start_asgi_task(cycle, app)

    def pause_writing(self) -> None:
        """Wait for the reader, and not for ever."""
        super().pause_writing()
        self._unset(self._read_timer)
        self._read_timer = self.loop.call_later(READ_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on, since the reader did."""
        self._unset(self._read_timer)
        self._read_timer = None
        super().resume_writing()

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection that nothing is asked over, be the last answer read or not."""
        super().timeout_keep_alive_handler()
        if self._read_timer is None:
            self._read_timer = self.loop.call_later(READ_SECONDS, self.transport.abort)

    def _turn_away(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()

    def _unset(self, *timers: asyncio.TimerHandle | None) -> None:
        for timer in timers:
            if timer is not None:
                timer.cancel()
