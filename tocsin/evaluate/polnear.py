"""PolNeAR: who says what in political news. Claims found against attributions annotated by people.

How it is counted, exactly:

*match*: a claim and a gold attribution match where the characters of their contents overlap with intersection over
union of at least .5. All spans of a content count together. Pairs are taken one to one, the best first. Gold
attributions without a content are left out.

*with speaker*: the pair matches and the characters of the speakers overlap by the same measure. Where gold names no
source, the claim must have none in the text either. A pronoun is right as a pronoun: gold marks it so, and whom it
stands for is not annotated.

*direct*: at least 80 % of the content's letters stand within quotation marks. The `type` field of the corpus is not
used, since it was guessed by a program. Recall is over direct gold matched by any claim, precision over direct claims
matched to any gold, so that a pair at the border is not counted wrong twice.

*propositional*: a gold attribution is propositional where its content is a quotation (direct, as above), is a clause
(the parse gives it a finite verb as its head, with the subject inside), or is introduced by a colon or "according to".
Only recall is given, since gold that is not propositional makes no claim wrong.

*cue*: recall with speaker of the gold attributions whose cue holds that word of the table, where there are enough.

*another name nearer*: among matched pairs whose gold source is one name, those where a different name stands between
the source and the content, or nearer to the content on its other side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from tocsin.codebook.cues import cue_table
from tocsin.evaluate.corpus import Row
from tocsin.evaluate.scores import Measure, Miss, Scores, Tally, share
from tocsin.event import Claim
from tocsin.find.attribution import claims
from tocsin.find.people import people
from tocsin.parse import ParsedReport, parse
from tocsin.report import Report, content_hash

OVERLAP = 0.5
QUOTED_SHARE = 0.8
OFTEN = 25
"""Gold attributions from which a cue has a measure of its own."""

_NAME = re.compile(r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*")
_COLON_OR_ACCORDING = re.compile(r":$|^according to", re.IGNORECASE)
_FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))

Characters = frozenset[int]
Finder = Callable[[ParsedReport], Sequence[Claim]]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution, gold or found, as sets of character positions."""

    content: Characters
    source: Characters
    cue: str
    kind: str
    direct: bool
    propositional: bool
    another_nearer: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold attribution and the one found for it, or one of them alone."""

    row: str
    text: str
    gold: Attribution | None
    found: Attribution | None

    @property
    def matched(self) -> bool:
        """Whether the contents match."""
        return self.gold is not None and self.found is not None

    @property
    def with_speaker(self) -> bool:
        """Whether the contents and the speakers match."""
        return bool(self.gold and self.found and _same_source(self.gold.source, self.found.source))


RIGHT: dict[str, Callable[[Pair], bool]] = {
    "content": lambda pair: pair.matched,
    "with speaker": lambda pair: pair.with_speaker,
}
"""What a pair must have right, by the name it is measured under."""


def score(rows: Iterable[Row]) -> Scores:
    """All measures over rows of PolNeAR. Use the train file to develop and the dev file to report."""
    return score_pairs([pair for row in rows for pair in pairs_of(row, parsed_row(row))])


def parsed_row(row: Row) -> ParsedReport:
    """A row of the corpus as a parsed report. Its first line is the headline."""
    return parse(Report(id=row.id, text=row.text, sha256=content_hash(row.text, length=64), title_in_text=True))


def found_claims(parsed: ParsedReport) -> Sequence[Claim]:
    """The claims of a report, without dates: gold has none."""
    return claims(parsed, people(parsed), ())


def pairs_of(row: Row, parsed: ParsedReport, find: Finder = found_claims) -> list[Pair]:
    """The gold attributions of one row beside what was found."""
    gold = [_gold(entry, parsed) for entry in row.gold["attributions"] if entry["content"]]
    found = [_found(claim, parsed) for claim in find(parsed)]
    return [Pair(row.id, row.text, *pair) for pair in _paired(gold, found)]


def score_pairs(pairs: Sequence[Pair]) -> Scores:
    """The measures over pairs."""
    measures = [
        *_f1("direct", pairs, lambda side: side.direct),
        *_f1("all", pairs, lambda side: True),
        *_recall("propositional", pairs, lambda gold: gold.propositional),
        *_recall("another name nearer", pairs, lambda gold: gold.another_nearer),
        *_by_kind(pairs),
        *_by_cue(pairs),
    ]
    return Scores(tuple(measures), tuple(_misses(pairs)))


def _f1(name: str, pairs: Sequence[Pair], wanted: Callable[[Attribution], bool]) -> list[Measure]:
    measures = []
    for suffix, is_right in RIGHT.items():
        gold = Tally(
            right=sum(bool(pair.gold and wanted(pair.gold) and is_right(pair)) for pair in pairs),
            gold=sum(bool(pair.gold and wanted(pair.gold)) for pair in pairs),
        )
        found = Tally(
            right=sum(bool(pair.found and wanted(pair.found) and is_right(pair)) for pair in pairs),
            found=sum(bool(pair.found and wanted(pair.found)) for pair in pairs),
        )
        measures += [
            Measure(f"{name}, {suffix}: recall", gold.recall, gold.gold),
            Measure(f"{name}, {suffix}: precision", found.precision, found.found),
            Measure(f"{name}, {suffix}: F1", _harmonic(gold.recall, found.precision), gold.gold),
        ]
    return measures


def _recall(name: str, pairs: Sequence[Pair], wanted: Callable[[Attribution], bool]) -> list[Measure]:
    chosen = [pair for pair in pairs if pair.gold and wanted(pair.gold)]
    return [
        share(f"{name}, content: recall", sum(pair.matched for pair in chosen), len(chosen)),
        share(f"{name}, with speaker: recall", sum(pair.with_speaker for pair in chosen), len(chosen)),
    ]


def _by_kind(pairs: Sequence[Pair]) -> list[Measure]:
    found = Counter(pair.found.kind for pair in pairs if pair.found)
    right = Counter(pair.found.kind for pair in pairs if pair.found and pair.matched)
    return [share(f"{kind} claims: precision", right[kind], count) for kind, count in sorted(found.items())]


def _by_cue(pairs: Sequence[Pair]) -> list[Measure]:
    """Recall with speaker for each cue that gold has often, the most frequent first."""
    gold = Counter(_lemma(pair.gold.cue) for pair in pairs if pair.gold)
    right = Counter(_lemma(pair.gold.cue) for pair in pairs if pair.gold and pair.with_speaker)
    often = [(cue, count) for cue, count in gold.most_common() if count >= OFTEN and cue]
    return [share(f"cue “{cue}”, with speaker: recall", right[cue], count) for cue, count in often]


def _lemma(cue: str) -> str:
    """The word of a cue that is in the table, as it stands there; a colon as it is, and nothing for others."""
    table = cue_table()
    forms = cue.lower().split()
    for part in (table.verbs, table.nouns, table.adjectives):
        if found := next((part[form].lemma for form in forms if form in part), None):
            return found
    return ":" if ":" in forms else ""


def _harmonic(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _paired(
    gold: Sequence[Attribution], found: Sequence[Attribution]
) -> list[tuple[Attribution | None, Attribution | None]]:
    overlaps = sorted(
        ((_overlap(left.content, right.content), i, j) for i, left in enumerate(gold) for j, right in enumerate(found)),
        key=lambda entry: (-entry[0], entry[1], entry[2]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap >= OVERLAP and i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    matched = [(side, found[partner[i]] if i in partner else None) for i, side in enumerate(gold)]
    return [*matched, *((None, side) for j, side in enumerate(found) if j not in taken)]


def _overlap(left: Characters, right: Characters) -> float:
    shared = len(left & right)
    return shared / len(left | right) if shared else 0.0


def _same_source(gold: Characters, found: Characters) -> bool:
    return _overlap(gold, found) >= OVERLAP if gold and found else not gold and not found


def _gold(entry: dict[str, Any], parsed: ParsedReport) -> Attribution:
    content, source = _characters(entry["content"]), _characters(entry["source"])
    cue = " … ".join(span["text"] for span in entry["cue"])
    direct = _is_direct(content, parsed)
    introduced = bool(_COLON_OR_ACCORDING.search(cue))
    return Attribution(
        content=content,
        source=source,
        cue=cue,
        kind=entry["type"] or "",
        direct=direct,
        propositional=direct or introduced or _is_clause(content, parsed),
        another_nearer=_another_name_nearer(parsed.report.text, content, source),
    )


def _found(claim: Claim, parsed: ParsedReport) -> Attribution:
    content = frozenset(at for span in claim.content for at in range(span.start, span.end))
    speaker = claim.speaker.span if claim.speaker else None
    return Attribution(
        content=content,
        source=frozenset(range(speaker.start, speaker.end)) if speaker else frozenset(),
        cue=parsed.cut(claim.cue) if claim.cue else "",
        kind=claim.kind,
        direct=_is_direct(content, parsed),
        propositional=True,
    )


def _characters(spans: Iterable[dict[str, Any]]) -> Characters:
    return frozenset(at for span in spans for at in range(span["start"], span["end"]))


def _is_direct(content: Characters, parsed: ParsedReport) -> bool:
    text = parsed.report.text
    letters = {at for at in content if text[at].isalnum()}
    quoted = {at for quotation in parsed.quotations for at in range(quotation.outer.start, quotation.outer.end)}
    return bool(letters) and len(letters & quoted) >= QUOTED_SHARE * len(letters)


def _is_clause(content: Characters, parsed: ParsedReport) -> bool:
    """Whether the head of the content, as parsed, is a finite verb with its subject in the content too."""
    for sentence in parsed.sentences:
        begin = sentence.span.start
        inside = {token.i for token in sentence.tokens if begin + token.idx in content}
        for index in inside:
            token = sentence.tokens[index]
            if (
                (token.head.i not in inside or token.head.i == index)
                and _is_finite(token)
                and _has_subject(token, inside)
            ):
                return True
    return False


def _has_subject(verb: Token, inside: Container[int]) -> bool:
    return any(child.dep_ in _SUBJECTS and child.i in inside for child in verb.children)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE_TAGS or any(child.tag_ in _FINITE_TAGS for child in verb.children)


def _another_name_nearer(text: str, content: Characters, source: Characters) -> bool:
    if not source:
        return False
    start, end = min(source), max(source) + 1
    if not _NAME.search(text[start:end]):
        return False
    near, far = min(content), max(content) + 1
    distance = max(near - end, start - far, 0)
    around = [
        (m.start(), m.end()) for m in _NAME.finditer(text, max(0, near - distance), min(len(text), far + distance))
    ]
    return any(
        (b <= near or a >= far) and (b <= start or a >= end) and text[a - 2 : a - 1] not in ".!?\n" for a, b in around
    )


def _misses(pairs: Sequence[Pair]) -> Iterable[Miss]:
    for pair in pairs:
        if not pair.with_speaker:
            gold, found = (_lemma(side.cue) if side else "nothing" for side in (pair.gold, pair.found))
            text = " ⇒ ".join(filter(None, (_told(pair, pair.gold), _told(pair, pair.found))))
            yield Miss(pair.row, _kind_of_miss(pair), gold, found, text)


def _kind_of_miss(pair: Pair) -> str:
    if pair.matched:
        return "wrong speaker"
    if pair.gold is None:
        return "nothing there"
    return "missed, propositional" if pair.gold.propositional else "missed, other"


def _told(pair: Pair, side: Attribution | None) -> str:
    if side is None:
        return ""
    return f"[{_wording(pair.text, side.source)}] {side.cue}: {_wording(pair.text, side.content)}"


def _wording(text: str, characters: Characters) -> str:
    if not characters:
        return ""
    return text[min(characters) : max(characters) + 1]
