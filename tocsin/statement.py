"""A statement: one sourced cell of the record, the row of truth that everything else folds from."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from tocsin.span import Span

SubjectKind = Literal["report", "mention", "claim", "figure"]
Scalar = str | int | float | bool | None
Fields = tuple[tuple[str, Scalar], ...]
Value = Scalar | Fields

ANALYST = "analyst:"


@dataclass(frozen=True, slots=True)
class Statement:
    """That `subject` has `value` for `property`, read from `evidence`.

    `resolved_from` is where the fuller name stands that a short form or pronoun was followed back to. `claim` is the
    claim it is told in, and with it the chain of speakers. `origin` is who asserts it: a finder and its version
    (`places/0.1`), or a person (`analyst:NAME`). A value of several parts is a tuple of names and scalars.
    """

    kind: SubjectKind
    subject: str
    property: str
    value: Value = None
    evidence: tuple[Span, ...] = ()
    resolved_from: Span | None = None
    claim: str | None = None
    origin: str = ""

    def by_person(self) -> bool:
        """Whether a person asserts it: a new run of the finders leaves it alone."""
        return self.origin.startswith(ANALYST)


def value_as_json(value: Value) -> str:
    """The value as compact JSON: an object where it has parts."""
    plain: Any = dict(value) if isinstance(value, tuple) else value
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=100_000)
def value_from_json(text: str) -> Value:
    """The value that `value_as_json` wrote."""
    plain = json.loads(text)
    return tuple(plain.items()) if isinstance(plain, dict) else plain
