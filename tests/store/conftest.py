"""Databases for the contract: a SQLite file for each test, and a PostgreSQL server where one can be had."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

PROGRAMS = ("initdb", "pg_ctl", "psql")
SERVER_OPTIONS = "-c listen_addresses= -c fsync=off -c shared_buffers=16MB"
Run = Callable[..., str]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database that does not exist yet, or is empty, can be opened."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    new_database: Callable[[], str] = request.getfixturevalue("new_database")
    return new_database()


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Makes an empty PostgreSQL database and gives its address."""
    missing = [program for program in PROGRAMS if not shutil.which(program)]
    if missing:
        pytest.skip(f"no PostgreSQL server to be had: {', '.join(missing)} not found")
    pytest.importorskip("psycopg", reason="no driver for PostgreSQL: install tocsin[postgresql]")
    with tempfile.TemporaryDirectory(prefix="tocsin-pg-", ignore_cleanup_errors=True) as folder:
        run = _runner(folder)
        data = str(Path(folder, "data"))
        run("initdb", "-D", data, "-A", "trust", "-U", "tocsin", "-E", "UTF8", "--no-sync")
        run("pg_ctl", "-D", data, "-w", "-l", f"{folder}/log", "-o", f"-k {folder} {SERVER_OPTIONS}", "start")
        try:
            yield lambda: _database(run, folder)
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "stop")


def _runner(folder: str) -> Run:
    """Runs a program of PostgreSQL, which refuses to be run by root."""
    user = _plain_user() if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> str:
        done = subprocess.run(
            command, user=user, cwd=folder, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.stdout

    return run


def _plain_user() -> str:
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), "nobody")


def _database(run: Run, folder: str) -> str:
    name = f"record_{uuid4().hex[:12]}"
    run("psql", "-h", folder, "-U", "tocsin", "-d", "postgres", "-qc", f"CREATE DATABASE {name} TEMPLATE template0")
    return f"postgresql://tocsin@/{name}?host={folder}"
