"""Where in a source something stands: kept in one form, shown in the reader's language."""

import re

from klusterkarta.vocabularies.words import say

# The kept form is the Swedish one: "s. 30", "s. 30–31", "s. 30, rad 12–14", "s. 30, rad 40 – s. 31, rad 2" in a
# report, "rad 7" or "Blad1, rad 7" in a table, "post 7" in a JSON file. Everything else is the source's own words.
_NUMBERS = r"[0-9][0-9, –-]*"
_STRETCH = re.compile(rf"s\. (?P<pages>{_NUMBERS}?)(?:, rad (?P<lines>[0-9]+(?:–[0-9]+)?))?")
_TABLE_ROW = re.compile(r"(?P<sheet>(?:.*, )?)(?P<what>rad|post) (?P<number>[0-9]+)")
_TO = " – "


def page_place(page: str, *, first: int = 0, last: int = 0, last_page: str = "") -> str:
    """A place in a report as the register keeps it; without lines (0) the page alone.

    >>> page_place("30"), page_place("30", first=12, last=12), page_place("30", first=12, last=14)
    ('s. 30', 's. 30, rad 12', 's. 30, rad 12–14')
    >>> page_place("30", first=40, last=2, last_page="31")
    's. 30, rad 40 – s. 31, rad 2'
    """
    if not first:
        return f"s. {page}"
    if last_page and last_page != page:
        return f"s. {page}, rad {first}{_TO}s. {last_page}, rad {last}"
    return f"s. {page}, rad {first}–{last}" if last > first else f"s. {page}, rad {first}"


def written_place(place: str, lang: str) -> str:
    """A kept place in `sv` or `en`; what is no page, line or row stays as the source has it.

    >>> written_place("s. 30, rad 12–14", "en"), written_place("Blad1, rad 7", "en"), written_place("kap. 2", "en")
    ('p. 30, lines 12–14', 'Blad1, row 7', 'kap. 2')
    >>> written_place("s. 30, rad 40 – s. 31, rad 2", "en")
    'p. 30, line 40 – p. 31, line 2'
    """
    stretches = [_STRETCH.fullmatch(part) for part in place.split(_TO)]
    if all(stretches):
        return _TO.join(_stretch(found["pages"], found["lines"] or "", lang) for found in stretches if found)
    row = _TABLE_ROW.fullmatch(place)
    if row is None:
        return place
    return row["sheet"] + say(f"source_places.{_ROWS[row['what']]}", lang, number=row["number"])


_ROWS = {"rad": "table_row", "post": "item"}


def _stretch(pages: str, lines: str, lang: str) -> str:
    page = say(f"source_places.{'page' if pages.isdecimal() else 'pages'}", lang, pages=pages)
    if not lines:
        return page
    return f"{page}, {say('source_places.' + ('line' if lines.isdecimal() else 'lines'), lang, lines=lines)}"
