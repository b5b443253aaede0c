"""A database opened: made where there is none, brought up to date where it is older, refused where it is not ours."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, select, text

from tocsin.errors import StoreError
from tocsin.store import dialect, tables

HEAD = "0004"
"""The last migration. Known without loading Alembic, which takes longer than most commands."""

PROGRAM = {"name": "program", "value": "tocsin"}
MIGRATIONS = Path(__file__).parent / "migrations"


def open_engine(address: str, *, create: bool) -> Engine:
    """The engine of a database of ours at the present schema."""
    if not create and not dialect.is_there(address):
        raise StoreError(f"{dialect.shown(address)}: no such database")
    dialect.check_file(address)
    engine = dialect.engine_for(address)
    with dialect.reading(engine, address) as connection:
        revision = _revision(connection, address)
    if revision != HEAD:
        _migrate(engine, address)
    return engine


def _revision(connection: Connection, address: str) -> str | None:
    """The schema in use, or none in an empty database."""
    if dialect.is_new(connection):
        return None
    if not inspect(connection).has_table(tables.mark.name) or not _is_ours(connection):
        raise StoreError(f"{dialect.shown(address)}: a database of another program")
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return str(revision)


def _is_ours(connection: Connection) -> bool:
    named = select(tables.mark.c.value).where(tables.mark.c.name == PROGRAM["name"])
    return bool(connection.scalar(named) == PROGRAM["value"])


def _migrate(engine: Engine, address: str) -> None:
    dialect.prepare(engine, address)
    with dialect.writing(engine, address) as connection:
        revision = _revision(connection, address)
        _upgrade(connection, address, revision)
        if revision is None:
            dialect.claim_for_tocsin(connection)
            connection.execute(tables.mark.insert(), PROGRAM)


def _upgrade(connection: Connection, address: str, revision: str | None) -> None:
    from alembic import command  # noqa: PLC0415 - slow to load, and seldom needed
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(f"{dialect.shown(address)}: written by a newer tocsin (schema {revision}); update this one")
    command.upgrade(config, "head")
