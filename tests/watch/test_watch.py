"""The watch takes each report once, behaves itself, and refuses what would hurt it, against real servers."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from servers import bomb, dripping, endless, feed, page, redirect, site

from tocsin.errors import UsageError
from tocsin.pipeline import Tools
from tocsin.store import Store
from tocsin.watch import Plan, State, Watch, Watched, load_plan
from tocsin.watch.connect import Outside, is_outside
from tocsin.watch.fetch import Fetched, Fetcher, Refused, Unchanged, Validators
from tocsin.watch.items import NotTaken, items

RIOT = (
    "Police fired tear gas at miners in Oruro on Tuesday, injuring four people. The miners had blocked the road to "
    "Potosi since Monday. The ministry of labour said that talks would go on. Nobody was arrested, it added."
)
LOCAL = (ipaddress.ip_network("127.0.0.1/32"),)
Watching = Callable[..., Watch]


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(Plan((), "tocsin test", delay=0.0, inside=LOCAL), whole=1.0)
    yield made
    made.close()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(str(tmp_path / "record.db"))


@pytest.fixture
def watch(tmp_path: Path, tools: Tools) -> Iterator[Watching]:
    """Watches sources, each time as after a restart."""
    with ExitStack() as stack:

        def made(*sources: Watched, **more: Any) -> Watch:
            state = stack.enter_context(closing(State(tmp_path / "state.db")))
            plan = Plan(sources, "tocsin test", delay=0.0, inside=LOCAL)
            return stack.enter_context(closing(Watch(plan, state, tools, **more)))

        yield made


def ids(store: Store) -> list[str | None]:
    return sorted(str(reading.report.url).rpartition("/")[2] for reading in store.readings())


# -- fetching ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (endless, "a body of more than 10,000,000 bytes"),
        (bomb, "a body of more than 20,000,000 bytes once unpacked"),
        (dripping, "a body that takes more than 1 seconds"),
        (redirect("/x"), "a loop of redirects"),
        (redirect("ftp://127.0.0.1/x"), "no web address"),
        (redirect("http://127.0.0.2/x"), "inside a network"),
        (redirect("http://localhost.localdomain.invalid/x"), "no such host"),
        (redirect("http://[::1]/x"), "inside a network"),
        (redirect("http://0x7f.2/x"), ""),
        (lambda handler: handler.reply(200, b"x", Content_Encoding="br"), "packed as 'br'"),
        (lambda handler: handler.reply(200, b"no gzip", Content_Encoding="gzip"), "a damaged packing"),
        (lambda handler: handler.reply(500), "the host answers 500"),
        (lambda handler: handler.reply(404), "the host answers 404"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), ""),
    ],
)
def test_what_would_hurt_is_refused_with_a_reason(fetcher: Fetcher, answer: object, reason: str) -> None:
    with site({"/x": answer}) as running:  # type: ignore[dict-item]
        started = time.monotonic()
        outcome = fetcher.fetch(f"{running.root}/x")
        assert isinstance(outcome, Refused)
        assert reason in outcome.reason
        assert time.monotonic() - started < 10


def test_too_many_redirects(fetcher: Fetcher) -> None:
    hops = {f"/{number}": redirect(f"/{number + 1}") for number in range(20)}
    with site(hops) as running:
        assert fetcher.fetch(f"{running.root}/0") == Refused("more than 5 redirects")
        assert len([path for path in running.paths() if path != "/robots.txt"]) <= 7


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("8.8.8.8", True),
        ("2a00:1450:4001:800::200e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
    ],
)
def test_only_addresses_of_the_world_are_outside(address: str, outside: bool) -> None:
    assert is_outside(address) is outside


def test_a_name_that_changes_its_address_is_refused(fetcher: Fetcher) -> None:
    answers: list[Sequence[str]] = [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.7"], ["127.0.0.1", "10.0.0.7"]]
    asked: list[str] = []

    def resolver(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    with site({"*": lambda handler: handler.reply(200, b"hello", Connection="close")}) as running:
        plan = Plan((), "tocsin test", delay=0.0, inside=LOCAL)
        rebound = Fetcher(plan, backend=Outside(LOCAL, resolver))
        url = running.root.replace("127.0.0.1", "news.example")
        assert isinstance(rebound.fetch(f"{url}/a"), Fetched)
        for _ in range(2):
            outcome = rebound.fetch(f"{url}/b")
            assert isinstance(outcome, Refused)
            assert "inside a network" in outcome.reason
        rebound.close()


def test_robots_and_agent_and_conditions(fetcher: Fetcher) -> None:
    rules = b"User-agent: tocsin\nDisallow: /private\n"

    def answer(handler: object) -> None:
        if handler.headers.get("If-None-Match") == '"1"':  # type: ignore[attr-defined]
            handler.reply(304)  # type: ignore[attr-defined]
        else:
            handler.reply(200, b"hello", ETag='"1"')  # type: ignore[attr-defined]

    with site({"/robots.txt": lambda handler: handler.reply(200, rules), "/open": answer}) as running:
        refused = fetcher.fetch(f"{running.root}/private/a")
        assert isinstance(refused, Refused)
        assert "robots.txt" in refused.reason
        fetched = fetcher.fetch(f"{running.root}/open")
        assert isinstance(fetched, Fetched)
        assert fetched.validators == Validators('"1"', None)
        assert fetcher.fetch(f"{running.root}/open", fetched.validators) == Unchanged()
        assert running.paths() == ["/robots.txt", "/open", "/open"]
        assert running.asked[1][1]["User-Agent"] == "tocsin test"


def test_a_host_whose_rules_cannot_be_read_is_left_alone(fetcher: Fetcher) -> None:
    with site({"/robots.txt": lambda handler: handler.reply(503)}) as running:
        outcome = fetcher.fetch(f"{running.root}/a")
        assert isinstance(outcome, Refused)
        assert running.paths() == ["/robots.txt"]


def test_one_host_is_asked_slowly() -> None:
    slow = Fetcher(Plan((), "tocsin test", delay=0.3, inside=LOCAL))
    with site({"*": lambda handler: handler.reply(200, b"x")}) as running:
        started = time.monotonic()
        for _ in range(3):
            slow.fetch(f"{running.root}/a")
        assert time.monotonic() - started >= 0.6
    slow.close()


# -- feeds and sitemaps --------------------------------------------------------------------------------------------

BOMB = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>'


@pytest.mark.parametrize("body", [BOMB, BOMB.decode().encode("utf-16"), b"", b"<html>no feed</html>", b"\x00\x01"])
@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_what_is_no_feed_is_not_taken(kind: str, body: bytes) -> None:
    with pytest.raises(NotTaken):
        items(kind, Fetched("http://a.example/", body, "text/xml", None, Validators()))  # type: ignore[arg-type]


def test_a_sitemap_of_news() -> None:
    body = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        b"<url><loc>https://a.example/old</loc><lastmod>2020-03-01</lastmod></url>"
        b"<url><loc>https://a.example/new</loc><lastmod>2020-03-03</lastmod><n:news><n:title>New</n:title>"
        b"<n:publication_date>2020-03-03T10:00:00Z</n:publication_date></n:news></url></urlset>"
    )
    first, second = items("sitemap", Fetched("https://a.example/s.xml", body, "text/xml", None, Validators()))
    assert (first.url, first.title, str(first.published)) == ("https://a.example/new", "New", "2020-03-03")
    assert second.url == "https://a.example/old"


def test_a_feed_in_another_charset_than_it_says() -> None:
    entry = "<item><guid>1</guid><title>Bogotá, São Paulo</title></item>"
    body = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{entry}</channel></rss>'
    (item,) = items("feed", Fetched("https://a.example/", body.encode("latin-1"), "text/xml", "utf-8", Validators()))
    assert item.title == "Bogotá, São Paulo"


# -- the watch -----------------------------------------------------------------------------------------------------


def test_each_report_is_taken_once_and_over_a_restart(watch: Watching, store: Store) -> None:
    answers = {f"/{name}": page(f"Clashes {name}", RIOT.replace("four", name)) for name in ("one", "two", "three")}
    with site(dict(answers)) as running:
        running.answers["/feed"] = feed(lambda: running.root, "one", "two", etag='"a"')
        source = Watched("wire", "feed", f"{running.root}/feed", "The Wire", every=0.0)
        first = watch(source).once(store)
        assert (first.polled, first.new, first.refused) == (1, 2, 0)
        again = watch(source)
        assert again.once(store).new == 0
        assert running.paths().count("/one") == 1
        running.answers["/feed"] = feed(lambda: running.root, "three", "two", etag='"b"')
        assert [reading.report.title for reading in again.once(store).readings] == ["three"]
        assert ids(store) == ["one", "three", "two"]
        (report, *_) = [reading.report for reading in store.readings()]
        assert (report.outlet, str(report.published), report.published_basis) == ("The Wire", "2020-03-03", "given")
        (health,) = again.health()
        assert (health.failures, health.items) == (0, 3)
        assert store.capture(report.sha256)


def test_a_kill_before_reports_are_kept_loses_nothing(watch: Watching, store: Store) -> None:
    class Killed(Exception):
        pass

    class Dying:
        def add(self, *_: object, **__: object) -> None:
            raise Killed

    with site({"/one": page("Clashes", RIOT)}) as running:
        running.answers["/feed"] = feed(lambda: running.root, "one", etag='"a"')
        source = Watched("wire", "feed", f"{running.root}/feed", every=0.0)
        with pytest.raises(Killed):
            watch(source).once(Dying())
        assert watch(source).once(store).new == 1


def test_what_does_not_come_is_tried_again_and_then_no_more(watch: Watching, store: Store, tmp_path: Path) -> None:
    with site({"/one": lambda handler: handler.reply(503)}) as running:
        running.answers["/feed"] = feed(lambda: running.root, "one", etag='"a"')
        watched = watch(Watched("wire", "feed", f"{running.root}/feed", every=0.0))
        for _ in range(5):
            watched.once(store)
        assert running.paths().count("/one") == 3
        with closing(State(tmp_path / "state.db")) as state:
            assert {one.reason for one in state.refusals(9)} == {"the host answers 503"}


def test_a_source_that_fails_is_asked_less_and_less(watch: Watching, store: Store) -> None:
    now = [1_000.0]
    with site({"/feed": lambda handler: handler.reply(429, Retry_After="5000")}) as running:
        source = Watched("wire", "feed", f"{running.root}/feed", every=100.0)
        watched = watch(source, clock=lambda: now[0])
        waits = []
        for _ in range(2):
            watched.once(store)
            (health,) = watched.health()
            waits.append(health.due - now[0])
            now[0] = health.due
        assert waits == [5000.0, 5000.0]
        running.answers["/feed"] = lambda handler: handler.reply(500)
        watched.once(store)
        assert watched.health()[0].due - now[0] == 800.0
        assert watched.health()[0].reason == "the host answers 500"
        running.answers["/feed"] = feed(lambda: running.root)
        now[0] = watched.health()[0].due
        watched.once(store)
        assert watched.health()[0].failures == 0


def test_a_watched_folder(watch: Watching, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "drop"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{RIOT}\n")
    watched = watch(Watched("drop", "folder", str(folder), "The Desk", every=0.0))
    assert watched.once(store).new == 1
    (folder / "b.jsonl").write_text('{"id": "b1", "text": "Rebels shot two officers in Potosi."}\nnot json\n')
    later = watched.once(store)
    assert (later.new, later.refused) == (1, 1)
    assert watched.once(store).new == 0
    assert [reading.report.outlet for reading in store.readings()] == ["The Desk", "The Desk"]


# -- the file of sources ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no [[source]]"),
        ("[[source]]\nname = 'a'", "one of feed"),
        ("[[source]]\nname = 'a'\nfeed = 'file:///etc/passwd'", "no web address"),
        ("[[source]]\nname = 'a'\nfeed = 'https://a.example'", "contact"),
        ("[watch]\ncontact='x'\n[[source]]\nname = 'a'\nfeed = 'https://a.example'\ncolour = 1", "unknown colour"),
        ("[[source]]\nname='a'\nfolder='x'\n[[source]]\nname='a'\nfolder='y'", "two sources"),
        ("= nonsense", "sources.toml"),
    ],
)
def test_a_file_of_sources_says_what_is_wrong_with_it(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "sources.toml").write_text(text)
    with pytest.raises(UsageError, match=words.replace("[", r"\[")):
        load_plan(tmp_path / "sources.toml")


def test_a_file_of_sources(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text(
        "[watch]\ncontact = 'desk@example.org'\n[[source]]\nname = 'a'\nfeed = 'https://a.example/rss'\nevery = 5\n"
    )
    plan = load_plan(tmp_path / "sources.toml")
    assert "desk@example.org" in plan.agent
    assert plan.sources[0].every == 60.0
