"""How fast reports are read, and beside it how fast spaCy and textacy go through the same texts in the same run."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from time import process_time

import spacy

from tocsin.errors import EmptyInput
from tocsin.evaluate.laid_out import as_page
from tocsin.pipeline import Tools, readings
from tocsin.read import Reject, Source, read_all
from tocsin.report import Report
from tocsin.settings import Settings
from tocsin.stopwatch import Stopwatch
from tocsin.store.fold import statements

HOUR = 3_600
COMPARED_WORDS = 20_000
"""spaCy with all its parts needs some ten seconds for so many, and its rate hardly moves with more."""

FIRST_WORDS = 2_000
"""Read before the clock starts, so that models are loaded and caches are as warm as in any run of a minute."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many reports and words in so many seconds of processor time, on one core."""

    what: str
    reports: int
    words: int
    seconds: float

    @property
    def words_a_second(self) -> float:
        """Words by seconds."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def reports_an_hour(self) -> float:
        """Reports by hours."""
        return self.reports * HOUR / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Bench:
    """What one run measured. `stages` are seconds by stage, of the reading from text; shares are of words."""

    rates: tuple[Rate, ...]
    stages: dict[str, float]
    passed: float
    parsed: float
    found: int
    peak_bytes: int

    @property
    def own(self) -> Rate:
        """The reading from text, which the others are held against."""
        return self.rates[0]


def bench_read(
    given: Iterable[Source | Reject], settings: Settings, *, words: int, everything: bool = False, compare: bool = True
) -> Bench:
    """Read sources from text and from pages, and let others go through the same texts.

    Of many sources about `words` words are taken, evenly over all of them.
    """
    texts = [report for report in read_all(given) if isinstance(report, Report)]
    sources = list(_as_sources(_sample(texts, words)))
    if not sources:
        raise EmptyInput("bench", "no report among these inputs")
    tools = Tools.open(settings)
    _read(_first(sources), tools, everything=everything)
    tools = Tools(settings, tools.codebook, tools.gazetteer, tools.gate)
    own, found, passed = _read(sources, tools, everything=everything)
    peak, stages = _peak_bytes(), tools.stopwatch
    pages = list(_as_pages(sources))
    from_pages, _, _ = _read(pages, Tools(settings, tools.codebook, tools.gazetteer, tools.gate), everything=everything)
    others = _others([source.body.decode() for source in sources], settings.pipeline) if compare else ()
    return Bench(
        rates=(Rate("from text", *own), Rate("from pages", *from_pages), *others),
        stages=stages.seconds,
        passed=passed / own[1],
        parsed=stages.counts.get("words parsed", 0) / own[1],
        found=found,
        peak_bytes=peak,
    )


def _sample(texts: Sequence[Report], words: int) -> Iterator[Report]:
    all_words = sum(len(report.text.split()) for report in texts)
    every = max(1, round(all_words / words))
    return (report for number, report in enumerate(texts) if number % every == 0)


def _as_sources(texts: Iterable[Report]) -> Iterator[Source]:
    for report in texts:
        title = "" if report.title_in_text or not report.title else f"{report.title}\n\n"
        yield Source(f"{report.id}.txt", "text", f"{title}{report.text}".encode("utf-8", "replace"))


def _as_pages(sources: Iterable[Source]) -> Iterator[Source]:
    for source in sources:
        text = source.body.decode()
        first = text.strip().split("\n", 1)[0][:100]
        yield Source(source.name, "page", as_page(text, title=first).encode())


def _first(sources: Sequence[Source]) -> Sequence[Source]:
    read = 0
    for number, source in enumerate(sources):
        read += len(source.body.split())
        if read > FIRST_WORDS:
            return sources[: number + 1]
    return sources


def _read(sources: Sequence[Source], tools: Tools, *, everything: bool) -> tuple[tuple[int, int, float], int, int]:
    """Reports, words and seconds of sources read to statements; the statements found, and the words past the gate."""
    words = sum(len(source.body.split()) for source in sources if source.kind != "page")
    found = passed = count = 0
    clock, started = tools.stopwatch, process_time()
    for reading in readings(_reports(sources, clock), tools, everything=everything):
        if isinstance(reading, Reject):
            continue
        found += len(clock.timed("statements", statements, reading))
        passed += 0 if reading.passed_over else len(reading.report.text.split())
        words += len(reading.report.text.split()) if sources[0].kind == "page" else 0
        count += 1
    return (count, words, process_time() - started), found, passed


def _reports(sources: Iterable[Source], clock: Stopwatch) -> Iterator[Report]:
    rest = read_all(sources)
    while (report := clock.timed("report", next, rest, None)) is not None:
        if isinstance(report, Report):
            yield report


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _others(texts: Sequence[str], pipeline: str) -> Iterator[Rate]:
    """spaCy with every component as it ships, and textacy's quotations on what it parsed, where that is installed."""
    texts = list(_up_to(texts, COMPARED_WORDS))
    words = sum(len(text.split()) for text in texts)
    nlp = spacy.load(pipeline)
    list(nlp.pipe(texts[:2]))
    started = process_time()
    docs = list(nlp.pipe(texts))
    parsing = process_time() - started
    yield Rate("spaCy, everything", len(texts), words, parsing)
    if find_spec("textacy"):
        started = process_time()
        for doc in docs:
            _quotations(doc)
        yield Rate("spaCy and textacy's quotations", len(texts), words, parsing + process_time() - started)


def _up_to(texts: Iterable[str], words: int) -> Iterator[str]:
    for text in texts:
        yield text
        words -= len(text.split())
        if words <= 0:
            return


def _quotations(doc: spacy.tokens.Doc) -> None:
    from textacy.extract import direct_quotations  # noqa: PLC0415 - not a part of Tocsin

    try:
        list(direct_quotations(doc))
    except ValueError:
        return  # it gives up on a text with an odd number of marks
