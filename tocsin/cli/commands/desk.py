"""Commands of a desk: serve it, back it up, say who may ask it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tocsin.cli import given, options
from tocsin.cli.given import say


def serve(  # noqa: PLR0913
    *,
    db: options.Database,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to answer at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port to answer at.")] = 8000,
    name: Annotated[str, typer.Option(metavar="NAME", help="What the desk is called.")] = "Tocsin",
    user_header: Annotated[
        str | None, typer.Option(metavar="HEADER", help="In which a proxy that has checked it tells who asks.")
    ] = None,
    proxy: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="Where that proxy is; may be repeated.")
    ] = None,
    borders: Annotated[Path | None, typer.Option(metavar="FILE", help="GeoJSON of borders of your own.")] = None,
    tiles: Annotated[str | None, typer.Option(metavar="URL", help="Raster tiles under the map: …/{z}/{x}/{y}.")] = None,
    log: Annotated[bool, typer.Option("--log", help="Write a line of JSON about each request.")] = False,
    mask: options.Mask = False,
    blur: Annotated[
        float, typer.Option("--blur", metavar="KM", min=0, help="Show places on a grid of so many km, and no nearer.")
    ] = 0.0,
) -> None:
    """Serve a record as pages for a browser and as REST, with review of what was read."""
    from tocsin.cli.serving import serve_desk  # noqa: PLC0415
    from tocsin.serve import Access, Desk, DeskSettings  # noqa: PLC0415

    store = given.opened(db, create=True).pooled()
    access = Access.to(store, host, user_header=user_header, proxies=tuple(proxy or ()))
    settings = DeskSettings(name=name, borders=borders, tiles=tiles, masked=mask, blur_km=blur)
    say(f"Tocsin is at http://{host}:{port}/ (Ctrl-C ends it)")
    serve_desk(Desk(store, settings, access, apart=True), host=host, port=port, log=log)


def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE", help="A file that is not there yet.")], db: options.Database
) -> None:
    """Copy a record to a file while it is in use."""
    from tocsin.store.backup import backup as write_backup  # noqa: PLC0415

    write_backup(given.opened(db).engine, db, target)
    say(f"{db} as it was at one moment is in {target}")


def restore(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="What tocsin backup wrote.")], db: options.Database
) -> None:
    """Make a record from a backup, where there is none yet."""
    from tocsin.store.backup import restore as read_backup  # noqa: PLC0415

    read_backup(source, db)
    given.opened(db)  # opened once, so that it is brought up to date and known to be sound
    say(f"{db} is made from {source}")
