"""The desk in a real browser: the main use of each page, review, a phone, without JavaScript, without WebGL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from browser import ARGUMENTS, Served, axe, chromium
from hostile import hostile_reading
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, sync_playwright
from readings import oruro, passed_over

from tocsin.reading import Reading
from tocsin.serve import Desk
from tocsin.store import Store

PAGES = ("situation", "claims", "reports", "queue", "changes", "brief", "outlets", "intake", "codebook", "login")
TEXTS = (
    ("Steppe Courier", 3, "ZHANAOZEN, Jan 3, 2022 — Protesters blocked a road in Zhanaozen on Sunday, residents said."),
    ("Caspian Wire", 5, "ALMATY, Jan 5, 2022 — At least 12 attackers were killed in Almaty on Wednesday, police said."),
    (
        "Danube Post",
        6,
        "ALMATY, Jan 6, 2022 — Police shot dead 26 rioters in Almaty on Wednesday, it was said.",
    ),
    (
        "Harbour Gazette",
        8,
        "ASTANA, Jan 8, 2022 — Police arrested 4,404 people in Kazakhstan, the ministry said.",
    ),
)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    started = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
    yield started
    started.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, read: Callable[..., Reading]) -> Store:
    store = Store.open(str(tmp_path_factory.mktemp("desk") / "record.db"))
    told = [_from(read(text, published=date(2022, 1, day)), outlet) for outlet, day, text in TEXTS]
    store.add([*told, oruro(), passed_over(), hostile_reading()])
    store.merge()
    return store


@pytest.fixture
def root(store: Store) -> Iterator[str]:
    with Served(Desk(store)) as address:
        yield address


@pytest.fixture
def page(browser: Browser, root: str) -> Iterator[Page]:
    """A page that notes what goes wrong in it, and what is asked of others."""
    context = browser.new_context(base_url=root, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("console", lambda said: faults.append(said.text) if _is_fault(said) else None)
    page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: None if _is_ours(request.url, root) else faults.append(f"asks {request.url}"))
    yield page
    context.close()
    assert faults == []


def test_the_map_moves_with_the_timeline(page: Page) -> None:
    page.goto("/situation")
    page.wait_for_selector("html[data-map]", timeout=30_000)
    places = page.locator("ul.places li").count()
    page.locator("#timeline a[data-from='2022-01-03'], #timeline a").first.click()
    page.wait_for_url("**from=*")
    assert page.locator("ul.places li").count() < places


def test_a_stretch_of_the_timeline_is_brushed(page: Page) -> None:
    page.goto("/situation?from=2022-01-01&to=2022-01-31")
    page.wait_for_selector("html[data-map]", timeout=30_000)
    bars = page.locator("#timeline a")
    bars.first.scroll_into_view_if_needed()
    first, last = bars.first.bounding_box(), bars.nth(bars.count() - 1).bounding_box()
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 20)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] / 2, last["y"] + 25, steps=6)
    page.mouse.up()
    page.wait_for_url(lambda url: "from=2022-01-0" in url and "to=2022-01-31" not in url)


def test_filters_and_evidence_are_followed_by_keyboard(page: Page) -> None:
    page.goto("/situation")
    page.get_by_role("textbox", name="Place").fill("Almaty")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Almaty**")
    page.locator("ol.events a.head").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    page.get_by_role("link", name="in its place").first.click()
    page.wait_for_url("**#at")
    assert page.locator("#at").is_visible()


def test_a_cell_is_corrected_and_the_decision_undone(page: Page, root: str) -> None:
    page.goto("/events/m-gas")
    form = page.locator("form", has=page.get_by_role("heading", name="Correct a cell"))
    form.get_by_label("Cell").select_option("date")
    form.get_by_label("Is rather").fill("2020-03-01")
    form.get_by_label("Reason").fill("the dateline")
    form.get_by_role("button").click()
    page.wait_for_load_state()
    assert "1 Mar 2020" in page.locator("dl.facts").inner_text()
    page.get_by_label("Why").first.fill("not so")
    page.get_by_role("button", name="Undo").first.click()
    page.goto("/events/m-gas")
    assert "3 Mar 2020" in page.locator("dl.facts").inner_text()
    assert "undone" in page.locator(".judgements").inner_text()


def test_a_saying_is_followed_from_its_list_to_its_words(page: Page) -> None:
    page.goto("/claims")
    page.get_by_role("link", name="By speaker").click()
    page.wait_for_url("**by=speaker")
    page.locator("a.plainlink", has_text="They shot at us").first.click()
    page.wait_for_url("**/claims/c-quispe")
    page.get_by_role("link", name="in its place").click()
    page.wait_for_url("**#at")
    assert "They shot at us" in "".join(page.locator("a.target, span.target").all_inner_texts())


def test_a_phone_opens_its_filters(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/situation")
    assert not page.get_by_placeholder("city, region, country").is_visible()
    page.get_by_label("Filters", exact=True).first.check()
    page.get_by_placeholder("city, region, country").fill("Almaty")
    page.keyboard.press("Enter")
    page.wait_for_url("**place=Almaty**")
    assert page.get_by_placeholder("city, region, country").is_visible()


def test_places_are_offered_while_typing(page: Page) -> None:
    page.goto("/events/m-gas")
    page.get_by_label("Is rather").fill("Potos")
    page.wait_for_selector("#values option[value*='Potos']", state="attached")


def test_the_queue_is_worked_with_keys(page: Page) -> None:
    page.goto("/queue")
    waiting = int(page.locator(".kicker span").first.inner_text().split(" of ")[1])
    title = page.locator("h2.title").inner_text()
    page.keyboard.press("j")
    page.wait_for_url("**at=1")
    page.keyboard.press("k")
    page.wait_for_url("**at=0")
    assert page.locator("h2.title").inner_text() == title
    page.keyboard.press("a")
    page.wait_for_function(f"() => !document.body.innerText.includes('1 of {waiting}')")
    page.wait_for_load_state()
    page.keyboard.press("?")
    page.get_by_role("button", name="Turn single keys off").click()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert "at=1" not in page.url
    page.get_by_role("button", name="Turn single keys on").click()
    page.locator("h1").click()
    page.keyboard.press("Backspace")
    page.wait_for_url("**/changes")


def test_no_page_is_wider_than_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in (*PAGES, "events/m-gas", "reports/oruro-1", "claims/c-quispe"):
        page.goto(f"/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_hostile_reports_execute_nothing(page: Page) -> None:
    for path in ("situation", "claims", "reports", "queue", "outlets", "brief", "reports/%3C%2Fscript%3E"):
        page.goto(f"/{path}")
        assert page.locator("script:not([src]), img, iframe").count() == 0, path
    assert page.locator("a[href^='javascript:']").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(page: Page, scheme: str) -> None:
    checker = axe()
    page.emulate_media(color_scheme=scheme)
    for path in (*PAGES, "events/m-gas", "reports/oruro-1", "claims/c-quispe", "claims?by=event", "nowhere"):
        page.goto(f"/{path}")
        page.evaluate(checker)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = [
            (row["id"], [node["target"] for node in row["nodes"][:3]], row["nodes"][0]["failureSummary"])
            for row in found
            if row["impact"] in ("serious", "critical")
        ]
        assert serious == [], path


@pytest.mark.parametrize("path", ["situation", "events/m-gas", "reports/oruro-1", "queue"])
def test_everything_is_there_without_javascript(browser: Browser, root: str, path: str) -> None:
    context = browser.new_context(base_url=root, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{path}")
    assert page.locator("h1").count() == 1
    if path == "situation":
        assert page.locator("svg.map a").count() > 1
        page.locator("svg.timeline a").first.click()
        page.wait_for_url("**from=*")
    if path == "queue":
        page.get_by_role("button", name="Accept").click()
        page.wait_for_url("**/queue?at=0")
    context.close()


def test_without_webgl_the_drawn_map_stays(playwright: Playwright, root: str) -> None:
    switches = ["--no-sandbox", "--disable-gpu", "--disable-3d-apis"]
    started = playwright.chromium.launch(executable_path=chromium(), args=switches)
    page = started.new_page()
    page.goto(f"{root}/situation")
    page.wait_for_selector("html[data-map='drawn']", timeout=30_000)
    assert page.locator("svg.map").is_visible()
    started.close()


def _from(reading: Reading, outlet: str) -> Reading:
    return replace(reading, report=replace(reading.report, outlet=outlet))


def _is_fault(said: ConsoleMessage) -> bool:
    """A page that is not there is asked for on purpose."""
    return said.type == "error" and "(Not Found)" not in said.text


def _is_ours(url: str, root: str) -> bool:
    return url.startswith((f"{root}/", "blob:", "data:"))
