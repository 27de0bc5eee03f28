"""The server over a real connection: it ends what is slow, endless or malformed, and says so where it can."""

import contextlib
import socket
import sys
import time

import pytest

from .conftest import free_port, running

# As short as a test may take; what is told apart is whether there is an end.
SHORT = """
import sys
from kouan.site import connections
connections.HEAD_SECONDS = connections.READ_SECONDS = 0.5
connections.MOST_CONNECTIONS = 20
from kouan.cli import main
main()
"""


@pytest.fixture(scope="module")
def address(build):
    port = free_port()
    command = [sys.executable, "-c", SHORT, "serve", "--root", str(build.parent), "--port", str(port)]
    with running(command, port):
        yield "127.0.0.1", port


def talk(address, *sent):
    """What comes back for some bytes until the server closes the connection."""
    with socket.create_connection(address, timeout=20) as connection:
        for part in sent:
            connection.sendall(part)
        received = b""
        while part := connection.recv(65_536):
            received += part
    return received


GET = b"GET /static/kouan.css HTTP/1.1\r\nHost: x\r\n"


@pytest.mark.parametrize("sent", [b"", b"G", GET, GET + b"X-Slow: a"])
def test_a_head_that_does_not_end_is_not_waited_for(address, sent):
    assert talk(address, sent).startswith(b"HTTP/1.1 408 ")


def test_the_second_head_is_not_waited_for_either(address):
    # It is closed without a word, as a connection that nothing is asked over.
    assert talk(address, GET + b"\r\n" + GET).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize(
    "sent", [GET + b"X-Long: " + b"a" * 70_000, GET + b"X: y\r\n" * 20_000, b"GET /" + b"a" * 90_000]
)
def test_a_head_that_is_too_long_is_refused(address, sent):
    # The server may close before it read all of it.
    try:
        received = talk(address, sent)
    except ConnectionError:
        return
    assert received.startswith((b"HTTP/1.1 431 ", b"HTTP/1.1 400 "))


@pytest.mark.parametrize(
    "sent",
    [
        b"\r\n\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"HELLO\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /a b c HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /kouan/tasks.json?_size=1 HTTP/1.1\r\nHost: \xff\xfe\r\nCookie: \xff\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ],
)
def test_what_is_not_http_is_no_fault_of_the_server(address, sent):
    received = talk(address, sent)
    assert not received or received[9:12] in {b"200", b"302", b"400", b"404", b"405", b"408", b"421"}, received[:200]


def test_a_reader_that_does_not_read_is_not_waited_for(address, build):
    asked = 20
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        connection.connect(address)
        connection.settimeout(20)
        connection.sendall(b"GET /kouan.db HTTP/1.1\r\nHost: x\r\n\r\n" * asked)
        # Long enough for the server to have given up; what it sent until then lies in the buffers of the system.
        time.sleep(3)
        size = 0
        with contextlib.suppress(ConnectionError):
            while part := connection.recv(65_536):
                size += len(part)
    assert size < (build / "kouan.db").stat().st_size * asked / 2


def test_too_many_connections_are_turned_away_and_told_when_to_come_back(address):
    held = [socket.create_connection(address, timeout=20) for _ in range(19)]
    refused = talk(address)
    for connection in held:
        connection.close()
    assert refused.startswith((b"HTTP/1.1 503 ", b"HTTP/1.1 408 "))
    full = [socket.create_connection(address, timeout=20) for _ in range(25)]
    received = [connection.recv(200) for connection in full]
    for connection in full:
        connection.close()
    assert any(part.startswith(b"HTTP/1.1 503 ") and b"retry-after: " in part for part in received)
    assert talk(address, GET + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200 ")
