"""A proxy in front of a database, to let the database hang without an error."""

import socket
from contextlib import suppress
from threading import Event, Thread
from urllib.parse import urlsplit

from tests.live_site import free_port


class FreezableProxy:
    """Forwards TCP connections to a server while `is_open` is set, and never closes them.

    `url` is the address of the database through the proxy.
    """

    def __init__(self, database_url: str):
        url = urlsplit(database_url)
        self.target = url.hostname, url.port
        self.is_open = Event()
        self.is_open.set()
        self.listener = socket.create_server(("127.0.0.1", free_port()))
        port = self.listener.getsockname()[1]
        self.url = url._replace(netloc=url.netloc.replace(str(url.port), str(port))).geturl()
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Accept no more connections."""
        self.listener.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                client, _address = self.listener.accept()
                server = socket.create_connection(self.target)
                for source, sink in ((client, server), (server, client)):
                    Thread(target=self._forward, args=[source, sink], daemon=True).start()

    def _forward(self, source, sink):
        with suppress(OSError):
            while data := source.recv(65536):
                self.is_open.wait()
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
