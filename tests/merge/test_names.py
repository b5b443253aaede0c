from __future__ import annotations

import pytest

from tocsin.merge.names import bare_name


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("More than 3,800 people", "people"),
        ("Three policemen", "policemen"),
        ("Dozens of rioters", "rioters"),
        ("an estimated two hundred farmers", "farmers"),
        ("Protesters", "protesters"),
        ("Riot police", "Riot police"),
        ("the Kremlin", "Kremlin"),
        ("President Ana Flores", "President Ana Flores"),
        ("Oneida residents", "Oneida residents"),
        ('26 "armed men', "armed men"),
        ("they", ""),
        ("It", ""),
        ("the", "the"),
    ],
)
def test_bare_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare
