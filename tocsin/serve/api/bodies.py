"""What programs send and get, as OpenAPI describes it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

TEXT = 5_000_000
"""Characters of a report that may be sent; longer ones are read with `tocsin read`."""

NoNull = r"^[^\x00]*$"


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ReportIn(_Body):
    """A report to be read: its text, or the HTML of its page, and what else is known of it."""

    text: str | None = Field(None, max_length=TEXT)
    html: str | None = Field(None, max_length=TEXT)
    id: str | None = Field(None, min_length=1, max_length=200)
    url: str | None = Field(None, max_length=2_000)
    title: str | None = Field(None, max_length=1_000)
    outlet: str | None = Field(None, max_length=200)
    byline: str | None = Field(None, max_length=200)
    language: str | None = Field(None, max_length=20)
    published: date | None = None


class JudgementIn(_Body):
    """A decision. `ids` are of events, mentions, tolls or figures; to split, the event and the mentions that leave it.

    `seen` is the state of the event (`seen` of its answer) that the decision was made on: where it has changed since,
    nothing is kept and the answer is 409.
    """

    kind: Literal["same", "different", "merge", "split", "accept", "reject", "correct", "comment", "undo"]
    ids: list[str] = Field(min_length=1, max_length=200)
    reason: str = Field(min_length=1, max_length=4_000)
    cell: str | None = Field(None, max_length=40)
    value: str | dict[str, str | int | float | None] | None = None
    seen: str | None = Field(None, max_length=64)


class OutletIn(_Body):
    """What a desk knows of an outlet."""

    reliability: Literal["A", "B", "C", "D", "E", "F"]
    note: str = Field("", max_length=500)


class Page(BaseModel):
    """A page of a list, and the cursor of the next one."""

    items: list[dict[str, Any]]
    next: str | None = None


class ErrorOut(BaseModel):
    """Why something was refused."""

    error: dict[str, Any]
