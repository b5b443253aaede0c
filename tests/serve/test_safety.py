"""Safety: who may ask what, hostile reports, limits."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hostile import hostile_reading
from readings import oruro, report_of
from starlette.testclient import TestClient

from tocsin.errors import UsageError
from tocsin.reading import Reading
from tocsin.serve import Access, Desk, DeskSettings, create_app
from tocsin.serve.guard import Paces
from tocsin.store import Store
from tocsin.store.access import add_token, holder, read_tokens, revoke_token


def test_hostile_reports_are_shown_and_do_nothing(opened) -> None:
    desk = opened(hostile_reading())
    rows = desk.get("/situation.json").json()
    report = desk.get("/reports.json").json()["reports"][0]["key"]
    paths = ["/situation", "/claims", "/reports", "/queue", "/changes", "/outlets", "/intake", "/brief"]
    for path in (*paths, rows["events"][0]["href"], f"/reports/{report.replace('/', '%2F')}"):
        page = desk.get(path).text
        assert "<script>" not in page
        assert not re.search(r"<img|<u>|\son\w+=[^\"]*alert\(|href=\"javascript:", re.sub(r"&lt;.*?&gt;", "", page))
        assert "\u202e" not in page
        assert "\u2066" not in page
        assert "49" not in re.findall(r"\{\{ 7\*7 \}\}|(?<=exe )49", page)
        twin = desk.get(path if path.startswith("/reports/") else f"{path}.json").text
        assert "<script>" not in twin


def test_ten_megabytes_of_one_word_are_shown_in_parts(opened) -> None:
    desk = opened(Reading(report_of("a" * 10_000_000, id="long")))
    began = time.monotonic()
    page = desk.get("/reports/long")
    assert page.status_code == 200
    assert len(page.text) < 200_000
    assert "Part 1 of 250" in page.text
    assert desk.get("/reports/long?part=250").status_code == 200
    assert desk.get("/reports/long?part=251").status_code == 404
    assert desk.get("/reports").status_code == 200
    assert time.monotonic() - began < 10


def test_a_kept_page_is_saved_and_never_shown(opened, tmp_path: Path) -> None:
    desk = opened(oruro())
    store = desk.app.state.desk.store
    store.add([], captures={"a" * 64: b"<script>alert(1)</script>"})
    answer = desk.get(f"/captures/{'a' * 64}")
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-disposition"] == "attachment"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(str(tmp_path / "guarded.db"))
    store.add([oruro()])
    store.merge()
    return store


def client(store: Store, access: Access, **settings: object) -> TestClient:
    return TestClient(create_app(Desk(store, DeskSettings(**settings), access)), base_url="http://127.0.0.1")


def test_a_network_address_needs_somebody_to_be_known(store: Store) -> None:
    assert Access.to(store, "127.0.0.1").is_open
    for host in ("0.0.0.0", "10.1.2.3", "::", "desk.example.org"):
        with pytest.raises(UsageError, match="token"):
            Access.to(store, host)
    with store.changing() as connection:
        add_token(connection, "Ana Flores", "read")
    assert not Access.to(store, "0.0.0.0").is_open
    assert not Access.to(store, "127.0.0.1").is_open


def test_tokens_are_kept_as_hashes_and_revoked(store: Store) -> None:
    with store.changing() as connection:
        secret = add_token(connection, "Ana Flores", "review")
        assert holder(connection, secret).name == "Ana Flores"
        with pytest.raises(UsageError, match="already"):
            add_token(connection, "Ana Flores", "admin")
    assert secret.encode() not in Path(store.address).read_bytes()
    with store.changing() as connection:
        revoke_token(connection, "Ana Flores")
        assert holder(connection, secret) is None
        assert [bool(token.revoked_at) for token in read_tokens(connection)] == [True]
        with pytest.raises(UsageError):
            revoke_token(connection, "Ana Flores")


def test_roles(store: Store) -> None:
    with store.changing() as connection:
        secrets = {role: add_token(connection, role, role) for role in ("read", "review", "admin")}
    desk = client(store, Access.to(store, "0.0.0.0"))
    asked = {"kind": "accept", "ids": ["m-gas"], "reason": "seen"}
    for role, status in (("read", 403), ("review", 201), ("admin", 201)):
        headers = {"Authorization": f"Bearer {secrets[role]}"}
        assert desk.get("/api/v1/events", headers=headers).status_code == 200
        assert desk.post("/api/v1/judgements", json=asked, headers=headers).status_code == status
    deeds = desk.get("/changes.json", headers={"Authorization": f"Bearer {secrets['admin']}"}).json()["deeds"]
    assert [(deed["who"], deed["what"]) for deed in deeds[::-1]] == [
        ("read", "refused"),
        ("review", "accept"),
        ("admin", "accept"),
    ]
    assert desk.get("/changes.json", headers={"Authorization": f"Bearer {secrets['read']}"}).json()["deeds"] == []


def test_without_a_token_nothing_is_told(store: Store) -> None:
    with store.changing() as connection:
        secret = add_token(connection, "Ana", "review")
    desk = client(store, Access.to(store, "0.0.0.0"))
    for path in ("/situation.json", "/api/v1/events", "/metrics.json", "/events/m-gas.json"):
        assert desk.get(path).status_code == 401
    assert desk.get("/situation", follow_redirects=False).headers["location"] == "/login"
    assert desk.get("/api/v1/events", headers={"Authorization": f"Bearer {secret}x"}).status_code == 401
    assert desk.get("/healthz").status_code == 200
    form = re.search(r'name="form" value="([^"]*)"', desk.get("/login").text)[1]
    assert desk.post("/login", data={"form": form, "token": "guess"}).status_code == 403
    entered = desk.post("/login", data={"form": form, "token": secret}, follow_redirects=False)
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "SameSite=strict" in entered.headers["set-cookie"]
    assert "Ana" in desk.get("/situation").text


def test_a_proxy_is_believed_from_its_own_address_only(store: Store) -> None:
    named = {"X-Forwarded-User": "Ana Flores"}
    near = client(store, Access(user_header="X-Forwarded-User", proxies=("testclient",)))
    assert near.get("/situation.json", headers=named).status_code == 200
    assert near.get("/situation.json").status_code == 401
    far = client(store, Access(user_header="X-Forwarded-User", proxies=("10.0.0.1",)))
    assert far.get("/situation.json", headers=named).status_code == 401
    with pytest.raises(UsageError, match="--proxy"):
        Access.to(store, "0.0.0.0", user_header="X-Forwarded-User")


def test_a_name_that_is_not_ours_is_not_answered(desk: TestClient) -> None:
    assert desk.get("/situation.json", headers={"Host": "evil.example.org"}).status_code == 421
    assert desk.get("/situation.json", headers={"Host": "localhost:8000"}).status_code == 200


def test_what_is_too_large_is_refused(store: Store) -> None:
    desk = client(store, Access(), max_body=1_000)
    report = {"text": "x" * 5_000}
    assert desk.post("/api/v1/reports", json=report).status_code == 413

    def unannounced():
        yield from (b"x" * 500 for _ in range(9))

    answer = desk.post("/api/v1/reports", content=unannounced(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


def test_who_asks_too_fast_waits(store: Store) -> None:
    desk = client(store, Access(), reads_a_minute=5)
    answers = [desk.get("/situation.json") for _ in range(7)]
    assert [answer.status_code for answer in answers[:5]] == [200] * 5
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1


def test_a_pace_recovers() -> None:
    paces = Paces(60)
    assert [paces.waits("a", 0.0) for _ in range(60)] == [0.0] * 60
    assert paces.waits("a", 0.0) == pytest.approx(1.0)
    assert paces.waits("b", 0.0) == 0.0
    assert paces.waits("a", 1.01) == 0.0


def test_zero_bytes_are_refused(desk: TestClient) -> None:
    for path in ("/events/%00", "/situation?place=%00", "/api/v1/reports/a%00b"):
        assert desk.get(path).status_code == 400
