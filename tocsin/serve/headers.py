"""Headers that tell a browser to run nothing but our own files, and to ask nobody else for anything."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tocsin.serve.desk import DeskSettings

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",  # MapLibre starts its worker from a blob of its own code
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with none at all, a browser hides from us that a form is our own
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def headers_for(settings: DeskSettings) -> dict[str, str]:
    """The headers of a desk. Where it has tiles of its own, the map may load these and nothing else."""
    policy = dict(POLICY)
    if settings.tiles:
        asked = urlsplit(settings.tiles)
        for name in ("img-src", "connect-src"):
            policy[name] += f" {asked.scheme}://{asked.netloc}"
    return {"Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()), **HEADERS}


class SecurityHeaders:
    """Sets the headers of every response that has not set its own."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self.app = app
        self.headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, with the headers added."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
