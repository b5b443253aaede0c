from __future__ import annotations

from tocsin.evaluate.copies import score
from tocsin.evaluate.corpus import Row

STORY = " ".join(f"Sentence {number} of the first story tells of the strike in the port." for number in range(9))
OTHER = " ".join(f"In the second tale line {number} says that the river rose again overnight." for number in range(9))


def row(name: str, text: str, cluster: int) -> Row:
    return Row(name, text, None, {"silver_cluster": cluster}, {})


def measures(*rows: Row) -> dict[str, float]:
    return {measure.name: measure.value for measure in score(rows).measures}


def test_copies_of_one_cluster_are_right() -> None:
    found = measures(row("a", STORY, 1), row("b", STORY.upper(), 1), row("c", OTHER, 2))
    assert found["all pairs F1"] == found["alike pairs F1"] == 1.0


def test_a_chained_pair_without_shared_wording_counts_against_all_pairs_only() -> None:
    found = measures(row("a", STORY, 1), row("b", STORY, 1), row("c", OTHER, 1))
    assert (round(found["all pairs recall"], 2), found["alike pairs recall"]) == (0.33, 1.0)


def test_a_copy_across_clusters_is_a_miss_with_its_rows() -> None:
    (miss,) = score([row("a", STORY, 1), row("b", STORY, 2)]).misses
    assert (miss.row, miss.kind) == ("a b", "found, not silver")
