"""Rules raise what they should, once, with their numbers; feed and webhook tell it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.alerts import Alert, Outbox, Rule, alerts, as_atom, load_rules, signature
from tocsin.alerts.finding import poisson_tail
from tocsin.errors import UsageError
from tocsin.reading import JSON

DAY = date(2023, 3, 15)


def event(
    number: int, ago: int = 0, place: str = "Oruro", status: str = "single source", action: str = "attack", **more: Any
) -> JSON:
    day = (DAY - timedelta(days=ago)).isoformat()
    made: JSON = {
        "id": f"e{number}",
        "type": "ASSAULT",
        "mode": None,
        "action": action,
        "status": status,
        "mentions": [f"m{number}"],
        "evidence": [{"text": f"Gunmen attacked a post in {place}."}],
        "sources": [{"name": "El Altiplano"}],
        "deniers": [],
        "place": {"value": {"name": place, "admin1": "Oruro", "country": "BO"}},
        "date": {"value": {"from": day, "to": day}},
        "acled": {"value": "Armed clash"},
        "tolls": [],
    }
    return made | more


def toll(best: int, kind: str = "killed") -> JSON:
    return {"kind": kind, "low": best, "best": best, "high": None, "rule": "latest"}


def quiet(count: int = 4) -> list[JSON]:
    return [event(100 + number, ago=3 + 5 * number) for number in range(count)]


@pytest.mark.parametrize(
    ("events", "raised"),
    [
        ([event(number) for number in range(5)], True),
        ([event(number) for number in range(2)], False),
        ([event(number, status="planned") for number in range(5)], False),
        ([event(number, ago=1) for number in range(5)], False),
        ([event(number, place=f"Town {number}") for number in range(5)], False),
    ],
)
def test_a_surge_is_more_than_usual_in_one_place(events: list[JSON], raised: bool) -> None:
    found = alerts(Rule("much", "surge", each="place"), [*quiet(), *events], day=DAY)
    assert [alert.title for alert in found] == (["More events than usual in Oruro"] if raised else [])
    if raised:
        assert "5 events in the day to 2023-03-15; usual: 0.16 (4 in the 28 days from 2023-02-15)" in found[0].basis
        assert found[0].events == tuple(f"e{number}" for number in range(5))


def test_a_busy_place_is_usual() -> None:
    busy = [event(number, ago=number % 28 + 1) for number in range(28 * 5)]
    assert not alerts(Rule("much", "surge"), [*busy, *(event(900 + number) for number in range(6))], day=DAY)


@given(st.integers(0, 60), st.floats(0.01, 40))
def test_the_tail_of_poisson(count: int, rate: float) -> None:
    chance = poisson_tail(count, rate)
    assert 0 <= chance <= 1
    assert poisson_tail(count + 1, rate) <= chance + 1e-9
    assert poisson_tail(0, rate) == pytest.approx(1)
    assert poisson_tail(1, rate) == pytest.approx(1 - 2.718281828459045**-rate)


def test_a_toll_past_a_number() -> None:
    rule = Rule("deadly", "toll", above=10)
    found = alerts(
        rule,
        [
            event(1, tolls=[toll(10)]),
            event(2, tolls=[toll(12)], status="claimed"),
            event(3, tolls=[toll(99, "injured")]),
            event(4, tolls=[toll(50)], status="historical"),
        ],
        day=DAY,
    )
    assert [alert.title for alert in found] == ["12 (12–?) killed in Oruro (claimed)"]


def test_a_first_event_of_a_type_in_a_place() -> None:
    rule = Rule("new", "first", quiet=100)
    old, recent, now = event(1, ago=300), event(2, ago=50), event(3)
    assert [one.events for one in alerts(rule, [old, now], day=DAY)] == [("e3",)]
    assert not alerts(rule, [recent, now], day=DAY)
    (alone,) = alerts(rule, [now], day=DAY)
    assert "when the record begins" in alone.basis


def test_denials_and_emergencies() -> None:
    denied = event(1, deniers=[{"name": "Interior Ministry"}], status="denied")
    (alert,) = alerts(Rule("no", "denial"), [denied, event(2)], day=DAY)
    assert (alert.title, alert.basis) == (
        "Denied: Armed clash in Oruro",
        "denied by Interior Ministry; said by El Altiplano",
    )
    words = [{"text": "The governor declared a state of emergency."}]
    emergency = event(3, type="COERCE", action="restrict", evidence=words)
    planned = emergency | {"id": "e4", "status": "threatened"}
    assert [one.events for one in alerts(Rule("em", "emergency"), [emergency, planned, event(5)], day=DAY)] == [("e3",)]


@pytest.mark.parametrize(
    ("narrow", "ids"),
    [
        ({"place": "BO"}, ["e1", "e2"]),
        ({"place": "oruro"}, ["e1", "e2"]),
        ({"place": "Potosi"}, ["e2"]),
        ({"type": "armed clash"}, ["e1", "e2"]),
        ({"type": "PROTEST"}, []),
    ],
)
def test_rules_look_at_a_place_and_a_type(narrow: dict[str, str], ids: list[str]) -> None:
    events = [event(1, tolls=[toll(5)]), event(2, place="Potosi", tolls=[toll(5)])]
    found = alerts(Rule("deadly", "toll", **narrow), events, day=DAY)  # type: ignore[arg-type]
    assert [one.events[0] for one in found] == ids


# -- telling -------------------------------------------------------------------------------------------------------


def made(number: int, *keys: str) -> Alert:
    title, quotes = f"<{number}> killed \x1b", ("“Two” died.",)
    return Alert(f"a{number}", "r", "toll", title, "basis & more", DAY, ("e1",), keys, quotes)


@pytest.fixture
def outbox(tmp_path: Path) -> Iterator[Outbox]:
    with closing(Outbox(tmp_path / "out.db", clock=Clock())) as box:
        yield box


class Clock:
    now = 1_700_000_000.0

    def __call__(self) -> float:
        return Clock.now


def test_an_alert_is_raised_once_under_any_of_its_keys(outbox: Outbox) -> None:
    assert [one.id for one in outbox.raise_new([made(1, "r/m1"), made(2, "r/m2")], tell=False)] == ["a1", "a2"]
    assert outbox.raise_new([made(3, "r/m9", "r/m2")], tell=False) == []
    assert outbox.raise_new([made(4, "r/m9")], tell=False) == []
    assert [one.alert["id"] for one in outbox.sent()] == ["a1", "a2"]


def test_the_feed_is_atom_and_safe(outbox: Outbox) -> None:
    outbox.raise_new([made(1, "r/m1")], tell=False)
    feed = Tree.fromstring(as_atom(outbox.sent(), title="Desk"))
    atom = "{http://www.w3.org/2005/Atom}"
    entry = feed.find(f"{atom}entry")
    assert entry is not None
    assert entry.findtext(f"{atom}title") == "<1> killed "
    assert "“Two” died." in str(entry.findtext(f"{atom}summary"))
    assert feed.findtext(f"{atom}updated") == "2023-11-14T22:13:20Z"


@contextmanager
def hook(*codes: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    heard: list[tuple[dict[str, str], bytes]] = []
    answers = iter(codes)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            heard.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(next(answers))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/hook", heard
        server.shutdown()


def test_a_webhook_is_signed_and_told_until_it_hears(outbox: Outbox) -> None:
    outbox.raise_new([made(1, "r/m1")], tell=True)
    with hook(500, 302, 204) as (url, heard):
        for expected, reason in ((0, "it answers 500"), (0, "it answers 302")):
            assert outbox.deliver(url, "secret") == expected
            assert outbox.waiting()[0][2] == reason
            assert outbox.deliver(url, "secret") == 0  # not due yet
            Clock.now += 10_000
        assert outbox.deliver(url, "secret") == 1
        assert outbox.waiting() == []
        assert len(heard) == 3
        headers, body = heard[-1]
        assert headers["X-Tocsin-Signature"] == f"sha256={signature('secret', headers['X-Tocsin-Moment'], body)}"
        assert json.loads(body)["id"] == "a1"


def test_a_webhook_that_never_answers_is_given_up(outbox: Outbox) -> None:
    outbox.raise_new([made(1, "r/m1")], tell=True)
    for _ in range(12):
        outbox.deliver("http://127.0.0.1:9/hook", "secret")
        Clock.now += 1_000_000
    assert outbox.waiting() == []


# -- the file of rules ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no \\[\\[rule"),
        ("[[rule]]\nname = 'a'", "a kind"),
        ("[[rule]]\nname = 'a'\nkind = 'surge'\ncolour = 1", "unknown colour"),
        ("[[rule]]\nname = 'a'\nkind = 'surge'\nbaseline = 0", "baseline"),
        ("[[rule]]\nname = 'a'\nkind = 'surge'\nchance = 2", "chance"),
        ("[webhook]\nurl = 'http://a'\n[[rule]]\nname = 'a'\nkind = 'toll'", "secret_in"),
    ],
)
def test_a_file_of_rules_says_what_is_wrong_with_it(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "rules.toml").write_text(text)
    with pytest.raises(UsageError, match=words):
        load_rules(tmp_path / "rules.toml")
