from __future__ import annotations

import pytest

from gazetteer.dump import HILL, QUARTER, VILLAGE, row
from tocsin.errors import InputError
from tocsin.gazetteer.entries import Kind, NameKind
from tocsin.gazetteer.geonames import entries


def test_a_village_has_its_point_its_division_and_its_names() -> None:
    (village,) = entries([VILLAGE], "dump")

    assert (village.name, village.level, village.lat, village.lon) == ("Qosbastau", "city", 43.9, 77.6)
    assert (village.country, village.admin1, village.population) == ("KZ", "KZ.01", 412)
    assert ("Kosbastau", NameKind.OTHER) in village.names


def test_a_quarter_is_finer_than_a_town_and_hills_are_left_out() -> None:
    (quarter,) = entries([QUARTER, HILL], "dump")

    assert (quarter.kind, quarter.level) == (Kind.SPOT, "sub-city")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("only\tthree\tfields", "line 1 has 3 fields, GeoNames has 19"),
        (row(geonameid="x", name="A", lat=1, lon=1, feature="P", code="PPL"), "line 1: invalid literal"),
    ],
)
def test_a_file_of_another_kind_says_which_line_is_none(line: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        list(entries([line], "dump"))
