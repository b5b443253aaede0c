"""The tables that last. Every change to them needs a migration; those of `view.py` are made anew at will.

Integer keys are used inside and the ids of the record stand once, in `subject`. Values repeat much and are kept once.
The wording of evidence is cut from the report's text when it is needed. Only `report_id` is held by the database: each
further reference would cost an index on the largest table, and one writer makes them all.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from tocsin.store.dialect import Key

_ESCAPE = "\x1a"
_UNSAFE = re.compile(r"[\x00\x1a\ud800-\udfff]")
_ESCAPED = re.compile(r"\x1a([0-9a-f]{4})")


class AnyText(TypeDecorator[str]):
    """Text as the world has it. NUL and lone surrogates, which databases refuse, are kept behind an escape."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """What is written."""
        return value and _UNSAFE.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """What is read."""
        return value and _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
    }
)

mark = Table(
    "mark",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
    comment="what the program notes about the database itself",
)

report = Table(
    "report",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("key", AnyText, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("url", AnyText),
    Column("outlet", AnyText),
    Column("byline", AnyText),
    Column("title", AnyText),
    Column("title_in_text", Boolean, nullable=False),
    Column("published", Date),
    Column("published_basis", String(20)),
    Column("language", String(20), nullable=False),
    Column("captured_at", String(40)),
    Column("chrome", Text, nullable=False),
    Column("cites", AnyText, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("text", AnyText, nullable=False),
    UniqueConstraint("key", "sha256"),
    Index("ix_report_url", "url"),
    comment="one version of one report; digest tells whether a new reading differs",
)

capture = Table(
    "capture",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("zlib", LargeBinary, nullable=False),
    comment="the bytes as they came, compressed",
)

origin = Table(
    "origin",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("name", AnyText, nullable=False, unique=True),
    comment="who asserts: a finder and its version, or a person",
)

cell = Table(
    "cell",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("name", AnyText, nullable=False, unique=True),
    comment="the properties in use",
)

value = Table(
    "value",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("json", AnyText, nullable=False),
    comment="every value once; its number is a hash of it",
)

subject = Table(
    "subject",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("report_id", Key, ForeignKey("report.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("key", AnyText, nullable=False),
    UniqueConstraint("report_id", "kind", "key"),
    Index("ix_subject_key", "key"),
    comment="what is spoken of: a mention, claim or figure of a report, or the report",
)

statement = Table(
    "statement",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("report_id", Key, ForeignKey("report.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("subject_id", Key, nullable=False),
    Column("cell_id", Key, nullable=False),
    Column("value_id", Key, nullable=False),
    Column("evidence", String, nullable=False),
    Column("resolved_from", String),
    Column("claim_id", Key),
    Column("origin_id", Key, nullable=False),
    comment="one sourced cell: the row of truth",
)

reject = Table(
    "reject",
    metadata,
    Column("source", AnyText, primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("reason", AnyText, nullable=False),
    Column("kind", String(40), nullable=False),
    comment="inputs that could not be read, and why; line 0 is all of it",
)

judgement = Table(
    "judgement",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("key", String(40), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("by", AnyText, nullable=False),
    Column("made_at", String(40), nullable=False),
    Column("undoes", String(40)),
    Column("json", AnyText, nullable=False),
    comment="what people decided; rows are added and never changed",
)

outlet = Table(
    "outlet",
    metadata,
    Column("name", AnyText, primary_key=True),
    Column("json", AnyText, nullable=False),
    Column("by", AnyText, nullable=False),
    Column("made_at", String(40), nullable=False),
    comment="what a desk knows of an outlet, by its folded name; it goes before what ships with the program",
)

token = Table(
    "token",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("name", AnyText, nullable=False),
    Column("role", String(10), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("made_at", String(40), nullable=False),
    Column("revoked_at", String(40)),
    comment="who may ask over the network, by the hash of a token that only its holder knows",
)

audit = Table(
    "audit",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("at", String(40), nullable=False),
    Column("who", AnyText, nullable=False),
    Column("what", String(40), nullable=False),
    Column("about", AnyText, nullable=False),
    comment="what was changed or refused over the network, by whom; rows are added and never changed",
)

address = Table(
    "address",
    metadata,
    Column("key", String(40), primary_key=True),
    Column("at", String(40), nullable=False),
    Column("live", Boolean, nullable=False),
    Column("json", AnyText, nullable=False),
    comment="every id that an event ever had, with what is remembered of it; one that is no more leads on",
)

change = Table(
    "change",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=False),
    Column("key", String(40), nullable=False, unique=True),
    Column("at", String(40), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("event", String(40), nullable=False, index=True),
    Column("json", AnyText, nullable=False),
    comment="what became of events each time they were merged; rows are added and never changed",
)
