"""One address fetched politely: within limits, as ourselves, and only if it has changed. A refusal says why."""

from __future__ import annotations

import threading
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from tocsin.settings import MEGABYTE
from tocsin.watch.connect import InsideAddress, Outside, Transport
from tocsin.watch.sources import Plan

REDIRECTS = 5
PACKED = 10 * MEGABYTE
UNPACKED = 20 * MEGABYTE
"""Bytes of a body as it comes and as it is: the longest live pages have a fifth."""

WHOLE = 60.0
"""Seconds in which a body must have come: one that drips for ever is cut off."""

TIMEOUT = httpx.Timeout(20.0, connect=10.0)
ROBOTS_FOR = 86_400.0
LONGEST_DELAY = 60.0
"""Seconds that a robots.txt may ask for between two requests; one that asks for more is obeyed so far."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave to ask by whether something has changed."""

    etag: str | None = None
    modified: str | None = None


NEVER_ASKED = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body, where it came from in the end, and what it is said to be."""

    url: str
    body: bytes
    content_type: str
    charset: str | None
    validators: Validators


@dataclass(frozen=True, slots=True)
class Unchanged:
    """Nothing new since the last time."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing came, or nothing we take. `wait` is what the host asks for, in seconds; `gone` is for good."""

    reason: str
    wait: float | None = None
    gone: bool = False


Outcome = Fetched | Unchanged | Refused


class _Bad(Exception):
    """What is wrong with an answer."""


@dataclass(slots=True)
class _Host:
    """What we know of a host: when we asked last, and what its robots.txt says."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: float = 0.0
    rules: RobotFileParser | None = None
    rules_until: float = 0.0
    refusal: str | None = None


class Fetcher:
    """Fetches addresses, one at a time from each host. May be used by many threads."""

    def __init__(self, plan: Plan, *, backend: Outside | None = None, whole: float = WHOLE) -> None:
        self._plan = plan
        self._whole = whole
        transport = Transport(backend or Outside(plan.inside))
        headers = {"User-Agent": plan.agent, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(transport=transport, headers=headers, timeout=TIMEOUT, follow_redirects=False)
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str, known: Validators = Validators()) -> Outcome:
        """What is at an address, through its redirects."""
        seen: list[str] = []
        while url not in seen and len(seen) <= REDIRECTS:
            seen.append(url)
            outcome = self._ask(url, known)
            if not isinstance(outcome, str):
                return outcome
            url = outcome
        return Refused("a loop of redirects" if url in seen else f"more than {REDIRECTS} redirects")

    def _ask(self, url: str, known: Validators) -> Outcome | str:
        """The outcome, or where we are sent to."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return Refused(f"no web address: {url[:100]}")
        host = self._host(f"{parts.scheme}://{parts.netloc}")
        with host.lock:
            if (refusal := self._robots(host, f"{parts.scheme}://{parts.netloc}", url)) is not None:
                return refusal
            self._wait(host)
            return self._answer(url, known)

    def _host(self, key: str) -> _Host:
        with self._lock:
            return self._hosts.setdefault(key, _Host())

    def _wait(self, host: _Host) -> None:
        asked = host.rules.crawl_delay(self._plan.agent) if host.rules else None
        delay = max(self._plan.delay, min(float(asked or 0.0), LONGEST_DELAY))
        time.sleep(max(0.0, host.asked + delay - time.monotonic()))
        host.asked = time.monotonic()

    def _robots(self, host: _Host, root: str, url: str) -> Refused | None:
        """Why robots.txt keeps us out, if it does. Where it cannot be asked for we stay out as well."""
        if time.monotonic() >= host.rules_until:
            self._load_robots(host, root)
        if host.refusal:
            return Refused(host.refusal)
        if host.rules and not host.rules.can_fetch(self._plan.agent, url):
            return Refused("robots.txt asks us to stay away", gone=True)
        return None

    def _load_robots(self, host: _Host, root: str) -> None:
        host.rules, host.refusal, host.rules_until = None, None, time.monotonic() + ROBOTS_FOR
        address = f"{root}/robots.txt"
        for _ in range(REDIRECTS):
            outcome = self._answer(address, NEVER_ASKED)
            if not isinstance(outcome, str):
                break
            address = outcome
        if isinstance(outcome, Fetched):
            host.rules = RobotFileParser()
            host.rules.parse(outcome.body[:500_000].decode("utf-8", "replace").splitlines())
        elif isinstance(outcome, Refused) and not outcome.gone:
            host.refusal = f"its robots.txt cannot be read: {outcome.reason}"
            host.rules_until = time.monotonic() + 600.0

    def _answer(self, url: str, known: Validators) -> Outcome | str:
        headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        try:
            asked = self._client.build_request("GET", url, headers={k: v for k, v in headers.items() if v})
            response = self._client.send(asked, stream=True)
        except InsideAddress as error:
            return Refused(str(error), gone=True)
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Refused(_told(error))
        except (httpcore.TimeoutException, UnicodeError, ValueError) as error:
            return Refused(_told(error))
        try:
            return self._taken(url, response)
        except (_Bad, httpx.HTTPError, httpcore.NetworkError, httpcore.ProtocolError) as error:
            return Refused(_told(error))
        except (httpcore.TimeoutException, zlib.error) as error:
            return Refused(_told(error))
        finally:
            response.close()

    def _taken(self, url: str, response: httpx.Response) -> Outcome | str:
        code = response.status_code
        if code == httpx.codes.NOT_MODIFIED:
            return Unchanged()
        if response.is_redirect and (to := response.headers.get("location")):
            return urljoin(url, str(to))
        if code != httpx.codes.OK:
            gone = 400 <= code < 500 and code not in (401, 403, 408, 425, 429)
            return Refused(f"the host answers {code}", wait=_retry_after(response), gone=gone)
        body = b"".join(self._body(response))
        return Fetched(
            url,
            body,
            response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            response.charset_encoding,
            Validators(response.headers.get("etag"), response.headers.get("last-modified")),
        )

    def _body(self, response: httpx.Response) -> Iterator[bytes]:
        """The body, unpacked piece by piece and never past the limits."""
        ends = time.monotonic() + self._whole
        unpack = _unpacker(response.headers.get("content-encoding", ""))
        packed = unpacked = 0
        for piece in response.iter_raw():
            packed += len(piece)
            if packed > PACKED:
                raise _Bad(f"a body of more than {PACKED:,} bytes")
            if time.monotonic() > ends:
                raise _Bad(f"a body that takes more than {self._whole:g} seconds")
            plain = unpack.decompress(piece, UNPACKED - unpacked + 1) if unpack else piece
            unpacked += len(plain)
            if unpacked > UNPACKED:
                raise _Bad(f"a body of more than {UNPACKED:,} bytes once unpacked")
            yield plain


def _unpacker(encoding: str) -> zlib._Decompress | None:
    packing = encoding.strip().lower()
    if packing in ("", "identity"):
        return None
    if packing in ("gzip", "x-gzip", "deflate"):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    raise _Bad(f"a body packed as {packing[:40]!r}, which we did not ask for")


def _retry_after(response: httpx.Response) -> float | None:
    value = response.headers.get("retry-after", "")
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (TypeError, ValueError):
        return None


def _told(error: Exception) -> str:
    words = str(error) or type(error).__name__
    return "a damaged packing" if isinstance(error, zlib.error) else words[:200]
