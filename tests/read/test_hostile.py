"""Pages made to hang a reader end in bounded time, as a report or a reject."""

import time
from contextlib import suppress

import pytest

from tocsin.errors import InputError
from tocsin.read import Source, report_of

PROSE = b"<p>Several hundred dockers marched through the port of Valdivia on Monday and blocked both of its gates.</p>"
SECONDS = 20
SIZE = 10_000_000


def filled(unit: bytes) -> bytes:
    return unit * (SIZE // len(unit))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(filled(b"<div>") + PROSE, id="nested tags"),
        pytest.param(filled(b"<b><i>") + PROSE, id="nested marks"),
        pytest.param(filled(b"<i></i>") + PROSE, id="many tags"),
        pytest.param(filled(PROSE), id="many paragraphs"),
        pytest.param(b"<script>" + filled(b"a<b>c;") + b"</script>" + PROSE, id="script"),
        pytest.param(filled(b"<script>") + PROSE, id="open scripts"),
        pytest.param(b'<p title="' + filled(b"x") + b'">x</p>' + PROSE, id="long attribute"),
        pytest.param(
            b"<p " + b"".join(b"a%d=1 " % n for n in range(SIZE // 9)) + b">x</p>" + PROSE, id="many attributes"
        ),
        pytest.param(filled(b"&amp;") + PROSE, id="entities"),
        pytest.param(filled(b"<") + PROSE, id="brackets"),
        pytest.param(b"<!--" + filled(b"-- ") + PROSE, id="comment"),
    ],
)
def test_pages(body: bytes) -> None:
    _read(Source("a.html", "page", b"<html><body>" + body + b"</body></html>"))


@pytest.mark.parametrize(
    "unit",
    [
        b".",
        b" ",
        b"\n",
        b"\n ",
        b"A",
        b"A-",
        b"(",
        b"https://",
        b"By A ",
        b"Home\n",
        b'"',
        b"5 January 2022 ",
        b"| ",
    ],
)
def test_texts(unit: bytes) -> None:
    _read(Source("a.txt", "text", unit * (1_000_000 // len(unit)) + b" the end"))


def _read(source: Source) -> None:
    begun = time.monotonic()
    with suppress(InputError):
        report_of(source)
    assert time.monotonic() - begun < SECONDS
