"""Cookies: what ties a form to the browser that loaded it, and a browser to its token."""

from __future__ import annotations

import secrets

from starlette.requests import Request
from starlette.responses import Response

from tocsin.serve.who import FORM_COOKIE, Access, form_token


def with_form(access: Access, request: Request) -> tuple[str, str | None]:
    """What a form on a page must carry, and the cookie to set where the browser has none yet."""
    seed = request.cookies.get(FORM_COOKIE, "")
    new = None if len(seed) >= 20 else secrets.token_urlsafe(24)
    return form_token(access, new or seed), new


def set_cookie(response: Response, name: str, value: str, request: Request) -> None:
    """A cookie that no script reads and no other site sends."""
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")
