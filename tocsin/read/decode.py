"""From bytes to text: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from tocsin.errors import BinaryInput, EmptyInput, EncodingError

# The first bytes of files that people keep among their reports, and what to call them.
MAGIC = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "a rich-text document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"RIFF": "a picture or a sound",
    b"ID3": "a sound",
    b"\x7fELF": "a program",
    b"\x28\xb5\x2f\xfd": "a packed file",
    b"BZh": "a packed file",
    b"\xfd7zXZ": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"Rar!": "a packed file",
}
SAMPLE = 8_192
CONTROL_SHARE = 0.02
"""Of the sample. Text has no control bytes but tabs and line ends; a stray form feed or escape is let pass."""

# Longest first, since the mark of UTF-32 begins like that of UTF-16.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

MOSTLY_ASCII = 0.97
"""Above this share a text that is not UTF-8 is taken for Windows-1252, as browsers do: its few other bytes are curly
marks and dashes, too few to guess from."""

DAMAGE = 1_000
"""One character in so many may be broken UTF-8 (a cut comment, a pasted mark) before it is called something else."""

NOT_ASCII = bytes(range(128, 256))

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Only real character sets: Python also knows "encodings" that unpack or run through tables.
_CHARACTER_SET = re.compile(
    r"utf-?(?:8|16|32)|(?:windows|cp|ibm)-?\d{3,4}|iso-?8859-?\d+|latin-?\d|us-ascii|ascii|koi8-?[rut]|mac-?\w+|"
    r"gb\d+|gbk|big5\w*|euc-\w+|shift[-_]jis|iso-2022-\w+|tis-620",
    re.IGNORECASE,
)


def decoded(body: bytes, *, source: str, declared: str | None = None) -> str:
    """The text of some bytes, in the encoding they are marked with, written in, declared to be in, or look like."""
    if not body.strip():
        raise EmptyInput(source, "nothing in it")
    text = _marked(body, source)
    if text is None:
        _must_be_text(body, source)
        text = _utf8(body) or _declared(body, declared) or _guessed(body)
    if text is None:
        raise EncodingError(source, "text in an encoding that cannot be told")
    if not text.strip():
        raise EmptyInput(source, "nothing in it")
    return text


def _marked(body: bytes, source: str) -> str | None:
    for mark, encoding in MARKS:
        if body.startswith(mark):
            try:
                return body.decode(encoding)
            except UnicodeDecodeError as error:
                raise EncodingError(source, f"marked as {encoding} but it is not") from error
    return None


def _must_be_text(body: bytes, source: str) -> None:
    for magic, name in MAGIC.items():
        if body.startswith(magic):
            raise BinaryInput(source, f"{name}, not text")
    sample = body[:SAMPLE]
    if b"\0" in body or len(_CONTROL.findall(sample)) > CONTROL_SHARE * len(sample):
        raise BinaryInput(source, "not text")


def _utf8(body: bytes) -> str | None:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(not character.isascii() for character in text) - broken
    return text if broken * DAMAGE <= len(text) and broken < whole else None


def _declared(body: bytes, declared: str | None) -> str | None:
    if declared is None or not _CHARACTER_SET.fullmatch(declared.strip()):
        return None
    name = declared.strip().lower()
    return _strict(body, "cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name)


def _guessed(body: bytes) -> str | None:
    if len(body.translate(None, NOT_ASCII)) >= MOSTLY_ASCII * len(body):
        text = _strict(body, "cp1252")
        if text is not None:
            return text
    best = charset_normalizer.from_bytes(body).best()
    return _strict(body, best.encoding) if best else None


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
