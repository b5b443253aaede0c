"""A record that follows what is added, taken back or judged, held against the same record merged anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tocsin.evaluate.generator import made
from tocsin.store import Decision, Store

WEEK, _ = made(150, seed=7)
DERIVED = {
    "view_merged": "key, kind, json",
    "view_event": "key, status, action, place, first_day, reports, sources, contradictions, judged, killed_best",
    "view_member": "key, event",
    "view_copy": "report, original, kind, share",
    "view_toll": "key, event, kind, low, best, high, sources, names",
    "view_outlet": "name, reports, copies",
    "view_day": "event, series, episode, json",
    "view_episode": "key, json",
}


def derived(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that merging made, without the numbers of rows."""
    store.merge()
    with store.engine.connect() as connection:
        found = {
            table: sorted(map(tuple, connection.execute(text(f"SELECT {columns} FROM {table}"))), key=str)
            for table, columns in DERIVED.items()
        }
        words = "SELECT e.kind, e.key, e.first_day FROM view_entry e WHERE e.kind = 'event'"
        found["entries"] = sorted(map(tuple, connection.execute(text(words))), key=str)
    return found


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(("one", "other", "judge", "undo")), st.integers(0, 90)), min_size=2, max_size=5
    )
)
def test_a_record_that_follows_is_the_record_merged_anew(tmp_path_factory: Any, steps: list[tuple[str, int]]) -> None:
    path: Path = tmp_path_factory.mktemp("follow") / "record.db"
    one, other = Store.open(str(path)), Store.open(str(path))
    one.add(WEEK[:30])
    one.merge()
    for what, number in steps:
        if what in ("one", "other"):
            store = one if what == "one" else other
            store.add(WEEK[number : number + 7])
            store.merge()
            continue
        events = one.events()
        if what == "judge" and len(events) > 2:
            pair = (events[number % len(events)]["id"], events[(number + 1) % len(events)]["id"])
            if pair[0] != pair[1]:
                one.judge(Decision("same", pair, "Ana Flores", "one deed"))
        elif one.judgements():
            one.judge(Decision("undo", (one.judgements()[-1].id,), "Ana Flores", "a mistake"))
    assert derived(one) == derived(Store.open(str(path)))
    fresh = Store.open(str(path))
    fresh.rebuild()
    assert derived(one) == derived(fresh)
