"""Web servers of this machine, well-behaved and ill-behaved, for the watch to meet."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the table of its server."""

    server: Any
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path) or self.server.answers.get("*")
        try:
            answer(self) if answer else self.reply(404)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, code: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@dataclass
class Site:
    """A running server: what it answers, and what it was asked."""

    root: str
    answers: dict[str, Answer]
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def site(answers: dict[str, Answer], host: str = "127.0.0.1") -> Iterator[Site]:
    server = ThreadingHTTPServer((host, 0), Handler)
    running = Site(f"http://{host}:{server.server_address[1]}", answers)
    server.answers, server.asked = running.answers, running.asked  # type: ignore[attr-defined]
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()


def page(title: str, text: str) -> Answer:
    body = (
        f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    return lambda handler: handler.reply(body=body.encode(), Content_Type="text/html; charset=utf-8")


def feed(root: Callable[[], str], *names: str, etag: str | None = None) -> Answer:
    def answer(handler: Handler) -> None:
        if etag and handler.headers.get("If-None-Match") == etag:
            handler.reply(304)
            return
        items = "".join(
            f"<item><guid>{name}</guid><title>{name}</title><link>{root()}/{name}</link>"
            f"<pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate></item>"
            for name in names
        )
        body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title>{items}</channel></rss>'.encode()
        handler.reply(body=body, Content_Type="application/rss+xml", **({"ETag": etag} if etag else {}))

    return answer


def endless(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(4_000):
        handler.wfile.write(b"<p>and so on</p>" * 1_000)
    handler.close_connection = True


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b".")
        handler.wfile.flush()
        time.sleep(0.1)
    handler.close_connection = True


def bomb(handler: Handler) -> None:
    handler.reply(body=gzip.compress(bytes(60_000_000)), Content_Encoding="gzip", Content_Type="text/html")


def redirect(to: str) -> Answer:
    return lambda handler: handler.reply(302, Location=to)
