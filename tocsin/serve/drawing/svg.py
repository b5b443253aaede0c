"""Elements of SVG with every value escaped."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from tocsin.serve.clean import clean


def tag(tag_name: str, *inside: Markup | str, **attributes: object) -> Markup:
    """One element. `class_` is written class, `stroke_width` stroke-width; those of none are left out."""
    told = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    body = "".join(part if isinstance(part, Markup) else _written(part) for part in inside)
    return Markup(f"<{tag_name}{told}>{body}</{tag_name}>")


def _written(value: object) -> str:
    """A value as it stands in an element. Numbers, of which a map has thousands, hold nothing to be escaped."""
    return str(value) if isinstance(value, (int, float)) else str(escape(clean(str(value))))


def group(parts: Iterable[Markup], **attributes: object) -> Markup:
    """Several elements as one."""
    return tag("g", *parts, **attributes)


def drawing(width: int, height: int, parts: Iterable[Markup], *, label: str, class_: str) -> Markup:
    """A whole drawing that scales with the page."""
    return tag(
        "svg",
        tag("title", label),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        role="group",
        aria_label=label,
        class_=class_,
    )
