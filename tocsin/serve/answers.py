"""What a page cannot answer: not found, moved, asked wrongly."""

from __future__ import annotations

from starlette.exceptions import HTTPException


class NotFound(HTTPException):
    """Nothing of that id is in the record."""

    def __init__(self, what: str = "nothing of that address is in the record") -> None:
        super().__init__(404, what)


class BadRequest(HTTPException):
    """The address or form holds a value that is none."""

    def __init__(self, why: str) -> None:
        super().__init__(400, why)


class Forbidden(HTTPException):
    """Who asks may not do this."""

    def __init__(self, why: str) -> None:
        super().__init__(403, why)


class Conflict(HTTPException):
    """Somebody else changed it in the meantime."""

    def __init__(self, why: str) -> None:
        super().__init__(409, why)


class Moved(Exception):
    """It stands at another address now."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path
