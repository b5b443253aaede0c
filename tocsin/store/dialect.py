"""All that differs between SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    Table,
    Text,
    column,
    create_engine,
    delete,
    event,
    inspect,
    literal,
    text,
)
from sqlalchemy import table as sql_table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import NullPool
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import Insert

from tocsin.errors import StoreError

APPLICATION_ID = 0x746F6373
"""Stands in the head of a SQLite file and tells whose it is ("tocs")."""

BUSY_SECONDS = 5.0
"""How long to wait for another writer before giving up; a batch takes well under a second."""

WRITER = 7_461_637
"""Number of the lock that lets one writer at a time into a PostgreSQL database."""

Key = BigInteger().with_variant(Integer, "sqlite")
"""An integer key: SQLite takes only INTEGER for the row's own number."""


def engine_for(address: str) -> Engine:
    """An engine for a database URL, or for the path of a SQLite file."""
    url = _url(address)
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite_engine(url)
        return create_engine(url, poolclass=NullPool)
    except (NoSuchModuleError, ImportError) as error:
        raise StoreError(f"{shown(address)}: no driver for such a database ({error})") from error


def pooled(engine: Engine) -> Engine:
    """An engine that keeps its connections to a server open; a file is opened anew at once."""
    if engine.dialect.name == "sqlite":
        return engine
    return create_engine(engine.url, pool_size=8, max_overflow=32, pool_pre_ping=True, pool_recycle=600)


def shown(address: str) -> str:
    """The address without its password."""
    return _url(address).render_as_string(hide_password=True) if "://" in address else address


def is_new(connection: Connection) -> bool:
    """Whether nothing is in the database yet."""
    return not inspect(connection).get_table_names()


def claim_for_tocsin(connection: Connection) -> None:
    """Mark a new database as ours."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))


def prepare(engine: Engine, address: str) -> None:
    """Settings of a database of ours that last: readers go on while one writes."""
    if engine.dialect.name == "sqlite":
        with reported(address), closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA journal_mode = WAL")  # refused inside a transaction


def insert_new(connection: Connection, table: Table) -> Insert:
    """An insert that leaves rows alone which are there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


@contextmanager
def writing(engine: Engine, address: str) -> Iterator[Connection]:
    """One transaction of the only writer."""
    with reported(address), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITER})
        yield connection


@contextmanager
def reading(engine: Engine, address: str) -> Iterator[Connection]:
    """One transaction that sees one state of the database."""
    with reported(address), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def reported(address: str) -> Iterator[None]:
    """Turn what a driver says into one line for a user."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        raise StoreError(f"{shown(address)}: {_reason(error)}") from error


def check_file(address: str) -> None:
    """Refuse a SQLite file that is none, or that another program made, before anything is written to it."""
    url = _url(address)
    if url.get_backend_name() != "sqlite" or _missing(url):
        return
    path = Path(str(url.database))
    if path.is_dir():
        raise StoreError(f"{shown(address)}: a folder, not a database")
    with reported(address):
        owner, tables = _owner(path)
    if owner != APPLICATION_ID and (owner or tables):
        raise StoreError(f"{shown(address)}: a database of another program")


def is_there(address: str) -> bool:
    """Whether the database exists, as far as can be told without asking a server."""
    url = _url(address)
    return url.get_backend_name() != "sqlite" or not _missing(url)


def _url(address: str) -> URL:
    if "://" not in address:
        return URL.create("sqlite", database=address)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(f"{address}: no such kind of address") from error
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgres", "postgresql") else url


def _missing(url: URL) -> bool:
    return not url.database or url.database == ":memory:" or not Path(url.database).exists()


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _take_over_transactions)
    event.listen(engine, "begin", _begin)
    return engine


def _take_over_transactions(connection: Any, _record: Any) -> None:
    """Python's driver begins too late and never for schema changes, so that a killed migration would stay half done."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _owner(path: Path) -> tuple[int, int]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
    try:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()
    return owner, tables


def _reason(error: Exception) -> str:
    said = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
    if "database is locked" in said:
        return "locked by another program; try again when it has finished"
    if "not a database" in said:
        return "not a database"
    return said


class Words:
    """An index of the words of documents that are known by number: FTS5 on SQLite, an inverted index on PostgreSQL.

    Both hold the same folded words, so that the same documents are found on either; it goes with the tables it serves.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def make_anew(self, connection: Connection) -> None:
        """Drop it and leave it empty."""
        connection.execute(text(f"DROP TABLE IF EXISTS {self.name}"))
        if connection.dialect.name == "sqlite":
            # Neither where in a document a word stands nor how long one is, is ever asked.
            made = f"CREATE VIRTUAL TABLE {self.name} USING fts5(words, detail=none, columnsize=0)"
            connection.execute(text(made))
            return
        connection.execute(text(f"CREATE TABLE {self.name} (id BIGINT PRIMARY KEY, words TEXT[] NOT NULL)"))
        connection.execute(text(f"CREATE INDEX ix_{self.name}_words ON {self.name} USING gin (words)"))

    def put(self, connection: Connection, documents: Iterable[tuple[int, Iterable[str]]]) -> None:
        """Index documents by their folded words."""
        on_sqlite = connection.dialect.name == "sqlite"
        rows = [{"id": n, "words": " ".join(words) if on_sqlite else list(words)} for n, words in documents]
        key = "rowid" if on_sqlite else "id"
        if rows:
            connection.execute(text(f"INSERT INTO {self.name} ({key}, words) VALUES (:id, :words)"), rows)

    def forget(self, connection: Connection, numbers: Select[int]) -> None:
        """Take out documents."""
        key = "rowid" if connection.dialect.name == "sqlite" else "id"
        documents = sql_table(self.name, column(key))
        connection.execute(delete(documents).where(documents.c[key].in_(numbers)))

    def holding(self, number: ColumnElement[int], words: Sequence[str]) -> ColumnElement[bool]:
        """The condition that the document of that number holds all of these folded words."""
        return _Holding(self.name, number, words)


class _Holding(ColumnElement[bool]):
    """A condition that each database writes in its own way."""

    inherit_cache = False

    def __init__(self, name: str, number: ColumnElement[int], words: Sequence[str]) -> None:
        self.name = name
        self.number = number
        self.words = list(words)
        self.type = Boolean()


@compiles(_Holding, "sqlite")
def _holding_on_sqlite(element: _Holding, compiler: SQLCompiler, **how: Any) -> str:
    asked = literal(" ".join(f'"{word}"' for word in element.words))
    found = f"SELECT rowid FROM {element.name} WHERE {element.name} MATCH {compiler.process(asked, **how)}"
    return f"{compiler.process(element.number, **how)} IN ({found})"


@compiles(_Holding, "postgresql")
def _holding_on_postgresql(element: _Holding, compiler: SQLCompiler, **how: Any) -> str:
    asked = literal(element.words, postgresql.ARRAY(Text))
    found = f"SELECT id FROM {element.name} WHERE words @> {compiler.process(asked, **how)}"
    return f"{compiler.process(element.number, **how)} IN ({found})"
