"""Who asks: known by a token, by a proxy that is trusted, or by sitting at this machine."""

from __future__ import annotations

import getpass
import hmac
import ipaddress
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request

from tocsin.errors import UsageError
from tocsin.serve.answers import Forbidden
from tocsin.store import Store
from tocsin.store.access import LONGEST_NAME, ROLES, Role, holder, read_tokens

LOOPBACK_NAMES = frozenset(("localhost", "127.0.0.1", "::1"))
NEAR = ("127.0.0.1", "::1")
"""Where a proxy is believed to be unless another address is given: on this machine."""

TOKEN_COOKIE = "tocsin_token"
FORM_COOKIE = "tocsin_form"
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and what they may do."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether the caller's role holds another."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Access:
    """How callers are known. On loopback without tokens everybody who can reach the machine's own address may do all.

    `user_header` is set by a proxy that has checked who it is; it is believed only from the addresses `proxies`.
    """

    host: str = "127.0.0.1"
    needs_token: bool = False
    user_header: str | None = None
    proxies: tuple[str, ...] = NEAR
    proxy_role: Role = "review"
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    @classmethod
    def to(cls, store: Store, host: str, *, user_header: str | None = None, proxies: tuple[str, ...] = ()) -> Access:
        """The access that an address needs. Raises `UsageError` where a network could reach it and nobody is known."""
        with store.seeing() as connection:
            tokens = any(not token.revoked_at for token in read_tokens(connection))
        if not is_loopback(host) and not tokens and not user_header:
            raise UsageError(
                f"{host} can be reached over the network: make a token first (tocsin token add NAME --db …), "
                "or name the header in which a proxy tells who asks (--user-header)"
            )
        if user_header and not is_loopback(host) and not proxies:
            raise UsageError("--user-header: name the addresses of the proxy it is believed from (--proxy)")
        return cls(host, tokens, user_header, proxies or NEAR)

    @property
    def is_open(self) -> bool:
        """Whether nobody needs to say who they are."""
        return is_loopback(self.host) and not self.needs_token and not self.user_header


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def caller(access: Access, store: Store, connection: HTTPConnection) -> Caller | None:
    """Who asks, or none where that cannot be told."""
    if by_proxy := _by_proxy(access, connection):
        return by_proxy
    if secret := _secret(connection):
        with store.seeing() as reading:
            token = holder(reading, secret)
        if token:
            return Caller(token.name, token.role)
        return None
    return Caller(_own_name(), "admin") if access.is_open else None


def is_own_host(access: Access, connection: HTTPConnection) -> bool:
    """Whether a browser was sent here under one of our own names.

    A page elsewhere may point a name of its own at this machine (DNS rebinding) and read what the machine's user may.
    """
    if not access.is_open:
        return True
    host = urlsplit(f"//{connection.headers.get('host', '')}").hostname
    return host in LOOPBACK_NAMES or (host is not None and is_loopback(host))


def is_from_elsewhere(request: HTTPConnection) -> bool:
    """Whether a browser sends this from a page that is not ours; programs tell no such thing."""
    site = request.headers.get("sec-fetch-site", "same-origin")
    origin = request.headers.get("origin")
    return site not in ("same-origin", "none") or bool(
        origin and urlsplit(origin).netloc != request.headers.get("host")
    )


def check_form(access: Access, request: Request, given: str) -> None:
    """Raise `Forbidden` for a form that was not filled in on a page of ours."""
    if is_from_elsewhere(request):
        raise Forbidden("this form was sent from another site")
    seed = request.cookies.get(FORM_COOKIE, "")
    if not seed or not hmac.compare_digest(form_token(access, seed), given):
        raise Forbidden("this form is too old, or was not made here: load the page again")


def form_token(access: Access, seed: str) -> str:
    """What a form must carry along with the cookie of that seed."""
    return hmac.new(access.secret, seed.encode("utf-8", "surrogatepass"), sha256).hexdigest()


def _by_proxy(access: Access, connection: HTTPConnection) -> Caller | None:
    client = connection.client.host if connection.client else ""
    if not access.user_header or client not in access.proxies:
        return None
    name = " ".join(connection.headers.get(access.user_header, "").split())[:LONGEST_NAME]
    return Caller(name, access.proxy_role) if name else None


def _secret(connection: HTTPConnection) -> str | None:
    scheme, _, secret = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and secret.strip():
        return secret.strip()
    try:
        cookies = SimpleCookie(connection.headers.get("cookie", ""))
    except CookieError:
        return None
    return cookies[TOKEN_COOKIE].value if TOKEN_COOKIE in cookies else None


def _own_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "desk"
