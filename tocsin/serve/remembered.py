"""What was found for a page, remembered as long as the record stays as it is."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

MOST = 300
"""Pages remembered; the one that was asked for longest ago is forgotten first."""

Found = TypeVar("Found")


class Remembered:
    """Answers by what was asked, all of one version of the record. Nobody may change what comes out of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._finding: dict[Hashable, threading.Lock] = {}
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._version = ""

    def get(self, version: str, asked: Hashable, find: Callable[[], Found]) -> Found:
        """What was found before, or what is found now; two who ask the same at once wait for one search."""
        with self._lock:
            self._forget_others(version)
            own = self._finding.setdefault(asked, threading.Lock())
        with own:
            with self._lock:
                if version == self._version and asked in self._found:
                    self._found.move_to_end(asked)
                    known: Found = self._found[asked]
                    return known
            found = find()
            with self._lock:
                if version == self._version:
                    self._found[asked] = found
                    self._finding.pop(asked, None)
                    if len(self._found) > MOST:
                        self._found.popitem(last=False)
            return found

    def _forget_others(self, version: str) -> None:
        if version != self._version:
            self._version = version
            self._found.clear()
            self._finding.clear()
