"""`tocsin token`: who may ask a desk over the network."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.cli import given, options

app = typer.Typer(help="Say who may ask a desk over the network.", no_args_is_help=True, rich_markup_mode=None)


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is.")],
    db: options.Database,
    role: Annotated[options.Role, typer.Option(help="What it allows.")] = "read",
) -> None:
    """Make a token, which is printed this once and kept as a hash only."""
    from tocsin.store.access import add_token  # noqa: PLC0415

    with given.opened(db, create=True).changing() as connection:
        print(add_token(connection, name, role))


@app.command("list")
def list_(db: options.Database) -> None:
    """List tokens, with those that were revoked."""
    from tocsin.store.access import read_tokens  # noqa: PLC0415

    with given.opened(db).seeing() as connection:
        for one in read_tokens(connection):
            print("\t".join(filter(None, (one.name, one.role, one.made_at, one.revoked_at and "revoked"))))


@app.command("revoke")
def revoke(name: Annotated[str, typer.Argument(metavar="NAME")], db: options.Database) -> None:
    """Take a token out of force at once."""
    from tocsin.store.access import revoke_token  # noqa: PLC0415

    with given.opened(db).changing() as connection:
        revoke_token(connection, name)
