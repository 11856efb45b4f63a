"""A picture as a file of its own: with a title, a source line and its colours, for a text program or another site."""

import textwrap
import xml.etree.ElementTree as ElementTree

from klusterkarta.charts.picture import Picture

_SVG = "http://www.w3.org/2000/svg"
_FONT = "Schibsted Grotesk, Segoe UI, Helvetica, Arial, sans-serif"
_INK, _INK_2, _EDGE = "#14222a", "#43525a", "#74838a"
_LINE, _TITLE, _NOTE, _SIDE = 15.0, 15, 10.5, 10.0
_LETTER = 0.52
"""How wide a letter is on average, as a share of the type size: only for breaking lines."""

_RAMP = ("#ffffff", "#dbe8ec", "#b2d0d9", "#7db0bf", "#34758b", "#0c4459")
_RAMP_INK = (_INK, _INK, _INK, "#0d1a21", "#ffffff", "#ffffff")
# What the site's style sheet says of the classes that charts draw with, in light colours.
_LOOKS: dict[str, dict[str, str]] = {
    **{f"m{step}": {"fill": colour} for step, colour in enumerate(_RAMP)},
    **{f"i{step}": {"fill": colour} for step, colour in enumerate(_RAMP_INK)},
    "gr": {"fill": "none", "stroke": "#cdd6d8", "stroke-width": "0.7"},
    "fr": {"fill": "none", "stroke": _INK},
    "deg": {"font-size": "9.5", "fill": "#5a6870"},
    "area": {"stroke": _EDGE, "stroke-width": "0.6", "stroke-linejoin": "round"},
    "c": {"font-size": "12", "font-weight": "600", "text-anchor": "middle"},
    "lg": {"font-size": "11", "fill": _INK},
    "swatch": {"stroke": _EDGE, "stroke-width": "0.8"},
    "hatch": {"stroke": "none"},
    "hl": {"stroke": "#b0741c", "stroke-width": "1.4"},
    "off": {"fill": "#e2e8e9", "stroke": "#ffffff", "stroke-width": "0.8"},
    "on": {"fill": "#7db0bf", "stroke": "#ffffff", "stroke-width": "0.8"},
    "maybe": {"fill": "#faf0dc", "stroke": "#b0741c", "stroke-width": "1.4", "stroke-dasharray": "4 2"},
    "a": {"fill": "#34758b"},
    "b": {"fill": "#7db0bf"},
    "t": {"fill": "none", "stroke": "#b0741c", "stroke-width": "1.5"},
    # The radar, the ranges and the phases.
    **{kind: {"fill": "none", "stroke": "#cdd6d8"} for kind in ("ring", "axis", "grid")},
    "name": {"font-size": "13", "fill": _INK},
    "step": {"font-size": "10.5", "fill": _INK_2},
    "foot": {"stroke": _EDGE},
    "unknown": {"font-size": "13", "fill": _INK_2, "stroke": "none"},
    "edge": {"stroke-width": "2"},
    "band": {"stroke-width": "7", "opacity": "0.28"},
    "mark": {"stroke": "#ffffff"},
    "s1": {"fill": "#0c4459", "stroke": "#0c4459"},
    "s2": {"fill": "#b0741c", "stroke": "#b0741c", "stroke-dasharray": "7 3"},
    "s3": {"fill": "#2e6b3f", "stroke": "#2e6b3f", "stroke-dasharray": "2 3"},
    "s4": {"fill": "#93391f", "stroke": "#93391f", "stroke-dasharray": "10 3 2 3"},
    "s5": {"fill": _INK_2, "stroke": _INK_2, "stroke-dasharray": "4 2"},
    "range": {"stroke": "#34758b", "stroke-width": "3"},
    **{kind: {"fill": "#0c4459"} for kind in ("blade", "hub")},
    "mean": {"stroke": "#b0741c", "stroke-width": "3"},
    "open": {"stroke": _EDGE, "stroke-dasharray": "3 3"},
    "dot": {"fill": _INK},
    "column": {"fill": "#ffffff"},
    "odd": {"fill": "#f1f4f4"},
    "before": {"fill": "#ffffff", "stroke": _INK, "stroke-width": "1.6"},
    "after": {"fill": "#0c4459", "stroke": "#0c4459", "stroke-width": "1.6"},
    "borrowed": {"stroke-dasharray": "3 2", "stroke": "#b0741c"},
    "digit": {"font-size": "11", "font-weight": "600", "fill": _INK},
    "light": {"font-size": "11", "font-weight": "600", "fill": "#ffffff"},
    "move": {"stroke": _INK_2, "stroke-width": "1.4"},
    "unsure": {"stroke-dasharray": "4 3"},
    "tip": {"fill": _INK_2},
}


def standalone_svg(picture: Picture, source_line: str) -> str:
    """The picture as an SVG document with its title above and its description and the source line below.

    Colours are written on each element, since many programs read no style sheet. ElementTree.ParseError for a picture
    whose drawing is no XML.

    >>> drawing = '<svg viewBox="0 0 200 100" aria-hidden="true"><path class="m1" d="M0 0h9v9z"/></svg>'
    >>> file = standalone_svg(Picture(drawing, (), "By county", "Most in Värmland."), "Source: us.")
    >>> 'fill="#dbe8ec"' in file, "Source: us." in file, "aria-hidden" in file
    (True, True, False)
    """
    ElementTree.register_namespace("", _SVG)
    drawn = ElementTree.fromstring(picture.svg)  # noqa: S314 (our own drawing)
    left, top, width, height = (float(number) for number in drawn.attrib["viewBox"].split())
    above = _broken(picture.title, width, size=_TITLE)
    below = [*_broken(picture.description, width), *_broken(source_line, width)]
    head = (len(above) * 1.2 + 0.8) * _LINE
    tall = head + height + len(below) * _LINE + _SIDE
    size = {"width": f"{width:g}", "height": f"{tall:g}", "viewBox": f"0 0 {width:g} {tall:g}", "font-family": _FONT}
    root = ElementTree.Element("svg", {"xmlns": _SVG, "role": "img", **size})
    ElementTree.SubElement(root, "title").text = picture.title
    ElementTree.SubElement(root, "desc").text = f"{picture.description} {source_line}"
    ElementTree.SubElement(root, "rect", {"width": f"{width:g}", "height": f"{tall:g}", "fill": "#ffffff"})
    for number, line in enumerate(above, start=1):
        _text(root, line, number * _LINE * 1.2, {"font-size": f"{_TITLE}", "font-weight": "600", "fill": _INK})
    place = ElementTree.SubElement(root, "svg", {"y": f"{head:g}", "width": f"{width:g}", "height": f"{height:g}"})
    place.set("viewBox", f"{left:g} {top:g} {width:g} {height:g}")
    place.extend(list(drawn))
    for number, line in enumerate(below, start=1):
        _text(root, line, head + height + number * _LINE, {"font-size": f"{_NOTE}", "fill": _INK_2})
    for one in root.iter():
        _colour(one)
    return ElementTree.tostring(root, encoding="unicode")


def _broken(text: str, width: float, *, size: float = _NOTE) -> list[str]:
    return textwrap.wrap(text, int((width - _SIDE) / (size * _LETTER)))


def _text(root: ElementTree.Element, words: str, y: float, looks: dict[str, str]) -> None:
    ElementTree.SubElement(root, "text", {"x": f"{_SIDE / 2:g}", "y": f"{y:g}", **looks}).text = words


def _colour(one: ElementTree.Element) -> None:
    # Names without and with a namespace stand together in the tree; a document has one.
    one.tag = one.tag.rpartition("}")[2]
    for name in one.attrib.pop("class", "").split():
        for attribute, value in _LOOKS.get(name, {}).items():
            one.attrib.setdefault(attribute, value)
    for needless in ("tabindex", "aria-hidden", "focusable", "href"):
        one.attrib.pop(needless, None)
    if one.tag == "a":
        one.tag = "g"
