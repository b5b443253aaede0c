"""Saying who one is on a page: a token is typed once, and kept by the browser where no script reads it."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tocsin.serve.cookies import set_cookie
from tocsin.serve.page import desk_of, render
from tocsin.serve.who import TOKEN_COOKIE, check_form
from tocsin.store.access import Token, holder


async def ask(request: Request) -> Response:
    """The page that asks for a token."""
    return await run_in_threadpool(render, request, "login.html", {"wrong": False})


async def enter(request: Request) -> Response:
    """The form of that page."""
    desk = desk_of(request)
    data = await request.form(max_fields=10, max_files=0)
    check_form(desk.access, request, str(data.get("form", "")))
    secret = str(data.get("token", "")).strip()
    token = await run_in_threadpool(_holder, request, secret)
    if token is None:
        await run_in_threadpool(desk.note, "nobody", "refused", "a token that is not in force")
        return await run_in_threadpool(render, request, "login.html", {"wrong": True}, status=403)
    response = RedirectResponse("/situation", status_code=303)
    set_cookie(response, TOKEN_COOKIE, secret, request)
    return response


async def leave(request: Request) -> Response:
    """Forget the token."""
    data = await request.form(max_fields=10, max_files=0)
    check_form(desk_of(request).access, request, str(data.get("form", "")))
    response = RedirectResponse("/login", status_code=303)
    response.delete_cookie(TOKEN_COOKIE, path="/")
    return response


def _holder(request: Request, secret: str) -> Token | None:
    with desk_of(request).store.seeing() as connection:
        return holder(connection, secret)
