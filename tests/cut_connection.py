"""A cable between client and server that is cut at a chosen message of PostgreSQL's protocol.

The messages: https://www.postgresql.org/docs/15/protocol-message-formats.html
"""

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from typing import Literal, Self

Cut = Literal["before it arrives", "after the answer"]


class Cable:
    """Passes on what goes over it; the first message with these words, and all after it, do not.

    Cut ``before it arrives`` the server never gets the message; cut ``after the answer`` the server
    did what it says, and the client does not learn of it. Later connections are passed on whole.
    """

    def __init__(self, port: int, words: bytes, cut: Cut) -> None:
        self._server_port = port
        self._words = words
        self._cut = cut
        self.cuts = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        # To shut it down wakes up who waits for a connection.
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(20)

    def _start(self, target: "object", *args: object) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _address = self._listening.accept()
                server = socket.create_connection(("127.0.0.1", self._server_port))
                self._start(self._requests, client, server)

    def _requests(self, client: socket.socket, server: socket.socket) -> None:
        """Pass on what the client sends, message by message."""
        answers = threading.Thread(target=_pass_on, args=(server, client), daemon=True)
        answers.start()
        with client, server, _ended(client, server), contextlib.suppress(OSError, EOFError):
            # The first message has no type.
            size = _exactly(client, 4)
            server.sendall(size + _exactly(client, struct.unpack("!I", size)[0] - 4))
            while True:
                head = _exactly(client, 5)
                body = _exactly(client, struct.unpack("!I", head[1:])[0] - 4)
                if self._words in body and not self.cuts:
                    self.cuts += 1
                    if self._cut == "after the answer":
                        # From now on the client hears nothing; the server is heard out.
                        client.shutdown(socket.SHUT_WR)
                        server.sendall(head + body)
                        server.sendall(b"X" + struct.pack("!I", 4))
                        answers.join(20)
                    return
                server.sendall(head + body)


@contextlib.contextmanager
def _ended(*ends: socket.socket) -> Iterator[None]:
    """Tell both sides that it is over, also while another thread still listens."""
    yield
    for end in ends:
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    """Pass on everything, and hear the source out also when the target is gone."""
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            with contextlib.suppress(OSError):
                target.sendall(data)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_RDWR)


def _exactly(source: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = source.recv(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data
