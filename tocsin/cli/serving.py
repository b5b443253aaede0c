"""What `tocsin serve` does: open the record, and answer until it is told to stop."""

from __future__ import annotations

import uvicorn

from tocsin.serve import Desk, create_app


def serve_desk(desk: Desk, *, host: str, port: int) -> None:
    """Answer requests at an address until interrupted; those under way are finished first."""
    uvicorn.run(
        create_app(desk),
        host=host,
        port=port,
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
