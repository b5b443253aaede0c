"""What `tocsin serve` does: open the record, and answer until it is told to stop."""

from __future__ import annotations

import logging
from types import FrameType

import uvicorn

from tocsin.serve import Desk, create_app

GRACE = 10
"""Seconds that requests under way have to finish once the desk is told to stop."""


class DeskServer(uvicorn.Server):
    """A server that lets those who listen to its stream go before it closes."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self._desk = desk

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Told to stop."""
        self._desk.merger.close()
        super().handle_exit(sig, frame)


def serve_desk(desk: Desk, *, host: str, port: int, log: bool = False) -> None:
    """Answer requests at an address until interrupted; those under way are finished first."""
    if log:
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(message)s"))
        logging.getLogger("tocsin.serve").addHandler(handler)
        logging.getLogger("tocsin.serve").setLevel(logging.INFO)
    config = uvicorn.Config(
        create_app(desk),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # whose word is taken for who asks is settled by --proxy
        timeout_graceful_shutdown=GRACE,
        limit_concurrency=200,
    )
    DeskServer(config, desk).run()
