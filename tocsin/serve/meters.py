"""Counters for Prometheus: requests by route and status, and how long they took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from threading import Lock

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 5.0)
"""Bounds in seconds; those of what is promised (100, 200 and 300 ms) are among them."""

Labels = tuple[tuple[str, str], ...]


class Meters:
    """What was answered since the start. Safe to be written from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[Labels] = Counter()
        self._seconds: Counter[str] = Counter()
        self._within: Counter[tuple[str, float]] = Counter()

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        with self._lock:
            self._requests[("method", method), ("route", route), ("status", str(status))] += 1
            self._seconds[route] += seconds  # type: ignore[assignment]  # seconds are no whole number
            for bound in BUCKETS:
                if seconds <= bound:
                    self._within[route, bound] += 1

    def lines(self, gauges: Mapping[str, float]) -> Iterator[str]:
        """All counters in Prometheus' text format, with the gauges that are given."""
        with self._lock:
            yield "# TYPE tocsin_requests_total counter"
            for labels, count in sorted(self._requests.items()):
                yield f"tocsin_requests_total{_labels(labels)} {count}"
            yield "# TYPE tocsin_request_seconds histogram"
            for route in sorted(self._seconds):
                yield from self._histogram(route)
        for name, value in gauges.items():
            yield f"# TYPE tocsin_{name} gauge"
            yield f"tocsin_{name} {value:g}"

    def _histogram(self, route: str) -> Iterator[str]:
        total = sum(count for labels, count in self._requests.items() if ("route", route) in labels)
        for bound in BUCKETS:
            labels = _labels((("route", route), ("le", f"{bound:g}")))
            yield f"tocsin_request_seconds_bucket{labels} {self._within[route, bound]}"
        yield f"tocsin_request_seconds_bucket{_labels((('route', route), ('le', '+Inf')))} {total}"
        yield f"tocsin_request_seconds_sum{_labels((('route', route),))} {self._seconds[route]:.6f}"
        yield f"tocsin_request_seconds_count{_labels((('route', route),))} {total}"


def _labels(labels: Labels) -> str:
    told = ",".join(f'{name}="{_escaped(value)}"' for name, value in labels)
    return f"{{{told}}}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
