"""What could not be read and why, kept beside what could."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Literal

from tocsin.errors import BinaryInput, EmptyInput, EncodingError, InputError, MalformedInput, TooLarge, Unreadable

RejectKind = Literal["empty", "binary", "encoding", "too large", "malformed", "unreadable", "poisoned"]

KINDS: dict[type[InputError], RejectKind] = {
    EmptyInput: "empty",
    BinaryInput: "binary",
    EncodingError: "encoding",
    TooLarge: "too large",
    MalformedInput: "malformed",
    Unreadable: "unreadable",
}

REASONS = {
    errno.ENOENT: "no such file",
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ELOOP: "a link that leads back to itself",
    errno.ENAMETOOLONG: "the name is too long",
    errno.EISDIR: "a folder, not a file",
}


@dataclass(frozen=True, slots=True)
class Reject:
    """One input that was passed over: a file, or one line of it. The rest of the batch goes on."""

    source: str
    line: int | None
    reason: str
    kind: RejectKind

    def __str__(self) -> str:
        place = self.source if self.line is None else f"{self.source}:{self.line}"
        return f"{place}: {self.reason}"


def reject(error: InputError, *, line: int | None = None) -> Reject:
    """The reject that an error stands for."""
    return Reject(error.source, line, error.reason, KINDS.get(type(error), "unreadable"))


def unreadable(source: str, error: OSError) -> Reject:
    """The reject for a file that the system did not let us read."""
    reason = REASONS.get(error.errno or 0) or error.strerror or str(error) or type(error).__name__
    return Reject(source, None, reason, "unreadable")
