"""Run the measures of corpora and hold them to their floors: the same verb for developers, CI and users."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tocsin.errors import CorpusError
from tocsin.evaluate import floors
from tocsin.evaluate.corpora import CORPORA
from tocsin.evaluate.corpus import Half, digest, load
from tocsin.evaluate.floors import Floors
from tocsin.evaluate.scores import Measure, Miss, Scores
from tocsin.pipeline import Tools


@dataclass(frozen=True, slots=True)
class Result:
    """The scores of one corpus on one half, with its floors where they were set on the same rows."""

    corpus: str
    half: Half
    digest: str
    scores: Scores
    floors: Floors | None

    @property
    def broken(self) -> tuple[tuple[Measure, float], ...]:
        """The measures below their floors."""
        return tuple(self.floors.broken(self.scores.measures)) if self.floors else ()


def evaluate(
    names: Sequence[str], data: Path, tools: Tools, *, half: Half | None = None, floors_file: Path | None = None
) -> Iterator[Result]:
    """Score corpora one by one. `half` overrides the half that figures are quoted for: errors are looked at on another.

    Raises `CorpusError` for a name that is not known or a file that is missing.
    """
    held = floors.load(floors_file) if floors_file else {}
    for name in names or tuple(CORPORA):
        corpus = CORPORA.get(name)
        if corpus is None:
            raise CorpusError(f"no corpus {name!r}; there are {', '.join(CORPORA)}")
        part = half or corpus.report_on
        mark = digest(data, corpus.file)
        scores = corpus.score(load(data, corpus.file, half=part), tools)
        floor = held.get(name)
        same_rows = floor is not None and (floor.digest, floor.half) == (mark, part)
        yield Result(name, part, mark, scores, floor if same_rows else None)


def set_floors(path: Path, results: Iterable[Result], *, may_lower: bool = False) -> None:
    """Make what was measured the floor of each corpus, rounded down to a thousandth (an error up)."""
    held = floors.load(path)
    for result in results:
        new = Floors(result.digest, result.half, {one.name: _rounded(one) for one in result.scores.measures})
        held[result.corpus] = floors.raised(
            result.corpus, held.get(result.corpus), new, result.scores.measures, may_lower=may_lower
        )
    floors.save(path, held)


def _rounded(measure: Measure) -> float:
    thousandths = measure.value * 1000
    return (-(-thousandths // 1) if measure.is_error else thousandths // 1) / 1000


def worst(scores: Scores, *, most: int) -> Iterator[tuple[str, int, Sequence[Miss]]]:
    """The misses by kind and confusion (gold read as found), the most frequent first, with a few cases of each."""
    counts = Counter((miss.kind, miss.gold, miss.found) for miss in scores.misses)
    for (kind, gold, found), number in counts.most_common(most):
        cases = [miss for miss in scores.misses if (miss.kind, miss.gold, miss.found) == (kind, gold, found)]
        yield f"{kind}: {gold} read as {found}", number, cases[:3]
