"""The errors a user can meet.

    TocsinError
    ├── InputError          one input cannot be read; the rest of the batch goes on
    │   ├── EmptyInput      nothing in it
    │   ├── BinaryInput     not text
    │   ├── EncodingError   text, but not in an encoding we can tell
    │   ├── TooLarge        over the size limit of the settings
    │   ├── MalformedInput  not JSON, a missing field, a date that is none
    │   └── Unreadable      no such file, no permission
    ├── StoreError          the database is locked, foreign or newer than this program
    ├── CodebookError       a codebook file does not hold what it must
    ├── CorpusError         a gold corpus is missing or not the one the floors were set on
    └── UsageError          options that cannot go together
        └── GazetteerMissing  the gazetteer that was asked for has not been built

`InputError` skips one input, every other one stops the run. `exit_code` is what the command line returns.
"""

from __future__ import annotations


class TocsinError(Exception):
    """Root of all errors meant for a user: one line, no traceback."""

    exit_code = 1


class InputError(TocsinError):
    """One input is at fault. `source` names it, `reason` says why."""

    exit_code = 3

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class EmptyInput(InputError):
    """Nothing but white space."""


class BinaryInput(InputError):
    """Bytes that are no text."""


class EncodingError(InputError):
    """Text in an encoding that cannot be told."""


class TooLarge(InputError):
    """More bytes than the settings allow."""


class MalformedInput(InputError):
    """A line that is not JSON, a missing field, a date that is none."""


class Unreadable(InputError):
    """No such file, or no permission to read it."""


class StoreError(TocsinError):
    """The database is locked, foreign, or newer than this program."""

    exit_code = 4


class CodebookError(TocsinError):
    """A codebook file does not hold what it must."""

    exit_code = 5


class CorpusError(TocsinError):
    """A gold corpus is missing, or not the one the floors were set on."""

    exit_code = 6


class UsageError(TocsinError):
    """Options that cannot go together, or a value that is none."""

    exit_code = 2


class GazetteerMissing(UsageError):
    """The gazetteer that was asked for is built from a file that only the user has, and has not been."""

    def __init__(self, which: str) -> None:
        super().__init__(f"the gazetteer {which!r} has not been built: tocsin gazetteer build --geonames FILE")
