from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

from tocsin.evaluate.errormap import error_map, write_error_map
from tocsin.evaluate.scores import Miss

SVG = "{http://www.w3.org/2000/svg}"
APART = Miss("r1", "wrong place", "Oruro <BO>", "Oruro, US", "…", (-17.97, -67.11), (39.0, -95.0))
NOWHERE = Miss("r2", "unresolved", "Potosi", "", "…", (-19.58, -65.75), None)


def test_each_place_put_elsewhere_is_a_line_from_gold_to_found() -> None:
    drawn = ET.fromstring(error_map([NOWHERE, APART], "own"))
    (line,) = drawn.iter(f"{SVG}line")

    assert line.findtext(f"{SVG}title") == "Oruro <BO> read as Oruro, US, 6967 km"
    assert float(line.attrib["y1"]) > float(line.attrib["y2"])  # from south to north


def test_the_land_is_drawn_and_credited(tmp_path: Path) -> None:
    write_error_map([APART], "own", tmp_path / "errors.svg")
    drawn = ET.parse(tmp_path / "errors.svg").getroot()

    assert sum(1 for _ in drawn.iter(f"{SVG}polygon")) > 20
    assert "1 places put elsewhere" in "".join(drawn.itertext())
    assert "Natural Earth" in "".join(drawn.itertext())
