"""Who may ask over the network: tokens with a name and a role, kept as hashes; and the log of what was done."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, cast, get_args

from sqlalchemy import Connection, func, insert, select, update

from tocsin.errors import UsageError
from tocsin.store import tables

Role = Literal["read", "review", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)

PREFIX = "tocsin_"
"""Begins every token, so that one that leaks is recognised for what it is."""

LONGEST_NAME = 100
LONGEST_ABOUT = 500


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret."""

    name: str
    role: Role
    made_at: str
    revoked_at: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the log."""

    at: str
    who: str
    what: str
    about: str


def add_token(connection: Connection, name: str, role: Role) -> str:
    """Make a token and return its secret, which is told this once and kept nowhere."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise UsageError("a token needs a name: whose it is")
    if role not in ROLES:
        raise UsageError(f"{role}: roles are {', '.join(ROLES)}")
    if any(token.name == name and not token.revoked_at for token in read_tokens(connection)):
        raise UsageError(f"{name}: has a token already; revoke it first")
    secret = PREFIX + secrets.token_urlsafe(32)
    number = (connection.scalar(select(func.max(tables.token.c.id))) or 0) + 1
    row = {"id": number, "name": name, "role": role, "sha256": _hash(secret), "made_at": _now()}
    connection.execute(insert(tables.token), row)
    return secret


def read_tokens(connection: Connection) -> list[Token]:
    """All tokens, also those that were revoked."""
    told = tables.token.c
    chosen = select(told.name, told.role, told.made_at, told.revoked_at).order_by(told.id)
    return [Token(row.name, cast("Role", row.role), row.made_at, row.revoked_at) for row in connection.execute(chosen)]


def holder(connection: Connection, secret: str) -> Token | None:
    """Whose token a secret is; none where it was revoked or never given out."""
    told = tables.token.c
    # The secret has 256 random bits: a plain hash of it cannot be guessed, and looking it up leaks no part of it.
    row = connection.execute(
        select(told.name, told.role, told.made_at).where(told.sha256 == _hash(secret), told.revoked_at.is_(None))
    ).first()
    return Token(row.name, cast("Role", row.role), row.made_at) if row else None


def revoke_token(connection: Connection, name: str) -> None:
    """Take a token out of force at once."""
    told = tables.token.c
    done = connection.execute(
        update(tables.token).where(told.name == name, told.revoked_at.is_(None)).values(revoked_at=_now())
    )
    if not done.rowcount:
        raise UsageError(f"{name}: no token of that name is in force")


def write_deed(connection: Connection, who: str, what: str, about: str) -> None:
    """Note what somebody did, or was refused."""
    number = (connection.scalar(select(func.max(tables.audit.c.id))) or 0) + 1
    row = {"id": number, "at": _now(), "who": who[:LONGEST_NAME], "what": what, "about": about[:LONGEST_ABOUT]}
    connection.execute(insert(tables.audit), row)


def read_deeds(connection: Connection, *, most: int) -> list[Deed]:
    """The last lines of the log, the latest first."""
    told = tables.audit.c
    chosen = select(told.at, told.who, told.what, told.about).order_by(told.id.desc()).limit(most)
    return [Deed(**row) for row in connection.execute(chosen).mappings()]


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
