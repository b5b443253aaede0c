"""Encodings, and what is no text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.errors import BinaryInput, EmptyInput, EncodingError, InputError
from tocsin.read.decode import decoded

ENGLISH = "The minister said it was “a lie” – the strikers’ council in Gdynia disagreed, and nobody was hurt on Monday."
RUSSIAN = "Жители города вышли на площадь и потребовали отставки мэра, сообщила полиция во вторник. Никто не пострадал."
ARABIC = (
    "خرج المتظاهرون إلى الشارع الرئيسي في المدينة مساء الثلاثاء احتجاجا على ارتفاع الأسعار وقالت الشرطة إن أحدا لم يصب"
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (ARABIC, "cp1256"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert decoded(text.encode(encoding), source="a") == text


@pytest.mark.parametrize("declared", ["windows-1251", "WINDOWS-1251", "cp1251"])
def test_a_page_may_say_its_encoding(declared: str) -> None:
    assert decoded("Жара".encode("cp1251"), source="a", declared=declared) == "Жара"


@pytest.mark.parametrize("declared", ["zlib", "rot13", "unicode_escape", "undefined", "utf-99", "../x"])
def test_what_is_no_character_set_is_not_believed(declared: str) -> None:
    assert decoded(ENGLISH.encode("cp1252"), source="a", declared=declared) == ENGLISH


def test_one_broken_byte_does_not_make_it_another_encoding() -> None:
    body = (RUSSIAN * 20).encode() + b"\xd0"
    assert decoded(body, source="a") == RUSSIAN * 20 + "\ufffd"


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"", EmptyInput),
        (b"\xef\xbb\xbf \n", EmptyInput),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", BinaryInput),
        (b"PK\x03\x04word/document.xml", BinaryInput),
        (b"\x89PNG\r\n\x1a\n\0\0", BinaryInput),
        (b"text with a zero \0 byte", BinaryInput),
        (bytes(range(1, 9)) * 40, BinaryInput),
        (b"\xff\xfea\0b", EncodingError),
        (b"\xef\xbb\xbf\xff\xff\xff", EncodingError),
    ],
)
def test_what_cannot_be_decoded(body: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as raised:
        decoded(body, source="reports/a.txt")
    assert str(raised.value).startswith("reports/a.txt: ")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_an_input_error(body: bytes) -> None:
    try:
        text = decoded(body, source="a")
    except InputError:
        return
    assert text.strip()


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip))
def test_utf8_is_kept_to_the_letter(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decoded(text.encode(), source="a") == text
