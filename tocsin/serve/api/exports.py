"""The exports over the network: the same bytes as those of `tocsin export`, as this desk may show them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import StreamingResponse

from tocsin.export import FORMATS, Request, export
from tocsin.serve.answers import BadRequest, Forbidden, NotFound
from tocsin.serve.api import asks

AT_ONCE = 1 << 16

MEDIA = sorted({form.media_type for form in FORMATS.values() if form.write})

exports = APIRouter()


@exports.get(
    "/exports/{form}",
    response_class=StreamingResponse,
    response_model=None,
    responses={200: {"content": {media: {"schema": {"type": "string"}} for media in MEDIA}}},
)
def exported(  # noqa: PLR0913
    *,
    desk: asks.TheDesk,
    filters: asks.TheFilters,
    form: Annotated[str, Path(max_length=40, description="As `--as` of `tocsin export`: acled, csv, geojson, …")],
    new_since: Annotated[date | None, Query(description="Only what reports of that day or later tell of")] = None,
    claimed: Annotated[bool, Query(description="With events that are only claimed, where the format has none")] = False,
    mask: Annotated[bool, Query(description="Without the names of private persons")] = False,
) -> StreamingResponse:
    """The events or claims of the record in the shape of others, all at once."""
    if form not in FORMATS:
        raise NotFound(f"{form}: no such format")
    chosen = FORMATS[form]
    if chosen.write is None:
        raise BadRequest(f"{form} is written into a folder: use tocsin export")
    if desk.settings.blur_km:
        raise Forbidden("this desk shows places on a grid, and exports hold them as they are known")
    asked = Request(form, filters, new_since, claimed, mask or desk.settings.masked)
    # A file, so that memory stays flat and nothing is sent of an export that fails half-way.
    file = TemporaryFile()  # noqa: SIM115 - closed when it is sent
    text = TextIOWrapper(file, encoding="utf-8", errors="replace", newline="", write_through=True)
    export(desk.store, asked, text)
    text.detach()
    file.seek(0)
    headers = {"Content-Disposition": f'attachment; filename="{form}{chosen.suffix}"', "Cache-Control": "no-store"}
    return StreamingResponse(_sent(file), media_type=chosen.media_type, headers=headers)


def _sent(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while part := file.read(AT_ONCE):
            yield part
