"""A desk over a record of a few hand-made readings, asked without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from readings import oruro, passed_over
from starlette.testclient import TestClient

from tocsin.reading import Reading
from tocsin.serve import Desk, DeskSettings, create_app
from tocsin.store import Store

Opened = Callable[..., TestClient]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    """Opens a desk over readings."""
    clients: list[TestClient] = []

    def open_desk(*readings: Reading, settings: DeskSettings | None = None) -> TestClient:
        store = Store.open(str(tmp_path / f"desk-{len(clients)}.db"))
        store.add(readings)
        store.merge()
        client = TestClient(create_app(Desk(store, settings or DeskSettings())), base_url="http://127.0.0.1")
        clients.append(client)
        return client

    yield open_desk
    for client in clients:
        client.close()


@pytest.fixture
def desk(opened: Opened) -> TestClient:
    """A desk over one full reading and one report that was passed over."""
    return opened(oruro(), passed_over())
