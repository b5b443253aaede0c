"""A copy of a record while it is in use, and a record made from such a copy."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from tocsin.errors import StoreError
from tocsin.store import dialect

PAGES = 2_000
"""Pages of a SQLite file copied at a time; writers get their turn in between."""


def backup(engine: Engine, address: str, target: Path) -> None:
    """Write a copy of the record as it is at one moment to a new file, while others read and write."""
    if target.exists():
        raise StoreError(f"{target}: is there already; a backup never replaces a file")
    unfinished = target.with_name(f"{target.name}.part")
    with dialect.reported(address):
        if engine.dialect.name == "sqlite":
            _copy_sqlite(str(engine.url.database), unfinished)
        else:
            _run("pg_dump", "--format=custom", f"--file={unfinished}", _libpq(engine))
    unfinished.rename(target)


def restore(source: Path, address: str) -> None:
    """Make a record from a backup, where there is none yet."""
    if not source.is_file():
        raise StoreError(f"{source}: no such file")
    engine = dialect.engine_for(address)
    if engine.dialect.name == "sqlite":
        target = Path(str(engine.url.database))
        if target.exists():
            raise StoreError(f"{target}: is there already; a backup never replaces a record")
        dialect.check_file(str(source))
        _copy_sqlite(str(source), target)
        return
    with dialect.reading(engine, address) as connection:
        if not dialect.is_new(connection):
            raise StoreError(f"{dialect.shown(address)}: not empty; a backup never replaces a record")
    _run(
        "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_libpq(engine)}", str(source)
    )


def _copy_sqlite(source: str, target: Path) -> None:
    address = f"{Path(source).resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=PAGES, sleep=0.005)
        (sound,) = writing.execute("PRAGMA quick_check").fetchone()
    if sound != "ok":
        target.unlink()
        raise StoreError(f"{source}: damaged: {sound}")


def _libpq(engine: Engine) -> str:
    """The address as PostgreSQL's own programs take it."""
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(program: str, *arguments: str) -> None:
    path = shutil.which(program)
    if not path:
        raise StoreError(f"{program} is not installed: it comes with PostgreSQL's client")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, env=dict(os.environ), check=False)
    if done.returncode:
        raise StoreError(f"{program}: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else 'failed'}")
