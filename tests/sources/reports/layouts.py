"""Plain-text layouts of made profiles: labels, order, wraps, columns, pages."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from klusterkarta.vocabularies.documents import read_document
from tests.sources.reports.made_profiles import FIELDS, MadeProfile, made_profiles

STYLES = ("open", "gap", "colon", "tab", "aligned")
# Labels that a table must have to be known as one, when empty ones are left out.
FEWEST = 4
# From so many tables on, a word that begins a line once, with nothing to set it off, is taken for a word of the value.
MANY = 5
# Labels that are also first words of what the profiles say; a person would stumble over them too.
UNUSABLE = {"Forskning", "Start", "Link", "Länk", "Kommun", "Kommuner", "Municipality", "Municipalities", "SNI", "NACE"}


@dataclass(frozen=True)
class Layout:
    """How the profiles of one report are set."""

    labels: dict[str, str]
    order: tuple[str, ...]
    style: str
    width: int
    value_width: int
    gathered: bool  # headings above several tables, running text in a column beside the first row
    hyphenate: bool
    blank_in_values: bool
    omit_empty: bool
    breaks: tuple[int, ...]  # after how many lines the pages turn, again and again
    footer: str
    overview: bool


@dataclass(frozen=True)
class MadeReport:
    """The text of a report and the rows expected, without the page."""

    text: str
    expected: list[dict[str, str]]
    layout: Layout


@cache
def label_words(code: str, lang: str) -> list[str]:
    """All labels of a field in one language."""
    entry = next(entry for entry in read_document("profile_fields").body["fields"] if entry["code"] == code)
    return [word for word in (entry["label"][lang], *entry["headers"].get(lang, ())) if word not in UNUSABLE]


def layout_of(chance: Random) -> Layout:
    """How a report is set, by chance."""
    lang = chance.choice(["sv", "en"])
    gathered = chance.choice([False, True])
    order = chance.sample(FIELDS, len(FIELDS))
    if gathered:
        order = ["url", *(code for code in order if code != "url")]
    order = order[: chance.randint(5, len(FIELDS))]
    if "url" not in order:
        order = ["url", *order]
    return Layout(
        labels={code: chance.choice(label_words(code, lang)) for code in order},
        order=tuple(order),
        style=chance.choice(STYLES),
        width=chance.randint(60, 90),
        value_width=chance.randint(24, 60),
        gathered=gathered,
        hyphenate=chance.choice([False, True]),
        blank_in_values=chance.choice([False, True]),
        omit_empty=chance.choice([False, True]),
        breaks=tuple(chance.randint(12, 60) for _ in range(chance.randint(1, 4))),
        overview=chance.choice([False, True]),
        footer=chance.choice(["", "{page}", "- {page} -", "Klusterrapport 2010 | {page}"]),
    )


def made_report(chance: Random) -> MadeReport:
    """A report of up to seven profiles in a layout, by chance."""
    layout = layout_of(chance)
    profiles = made_profiles(chance, most=7, inner_labels=layout.style != "colon")
    # A report leaves out what is empty in all its tables or in none.
    shown_whole = any(sum(bool(one.said[code]) for code in layout.order) < FEWEST for one in profiles)
    if len(profiles) >= MANY and (layout.style == "open" or shown_whole):
        layout = replace(layout, omit_empty=False)
    lines = list(_gathered(chance, layout, profiles)) if layout.gathered else [
        line for profile in profiles for line in _alone(layout, profile)
    ]  # fmt: skip
    introduction = chance.choice([[], _INTRODUCTION])
    overview, stated = _overview(chance, profiles) if layout.overview else ([], {})
    pages = _paged([*introduction, *overview, *lines], layout)
    # On a single page nothing tells a running line from the text.
    footer = "" if len(pages) == 1 and "rapport" in layout.footer else layout.footer
    texts = [
        "\n".join([*page, *(["", "", footer.format(page=n)] if footer else [])]) for n, page in enumerate(pages, 11)
    ]
    first = 11 if footer else 1
    counted = {line: str(n) for n, page in enumerate(pages, first) for line in page}
    rows = [
        expected(profile, layout.order) | {"page": stated.get(profile.name, counted[profile.name])}
        for profile in profiles
    ]
    return MadeReport("\f".join(texts), rows, layout)


def expected(profile: MadeProfile, codes: Iterable[str]) -> dict[str, str]:
    """What must be read back: the columns of the fields that are shown."""
    shown = {column for code in codes for column in _COLUMNS.get(code, (code,))}
    always = {"name", "description", "language"}
    return {column: text if column in shown | always else "" for column, text in profile.expected.items()}


def _overview(chance: Random, profiles: list[MadeProfile]) -> tuple["Lines", dict[str, str]]:
    """An overview table that misspells names and gives pages of its own."""
    header, word = chance.choice(
        [("Initiativ Geografiskt område Sida", "Sida "), ("Cluster  Area of operation  Page", "")]
    )
    lines: Lines = [("turn", header)]
    pages: dict[str, str] = {}
    page = chance.randint(20, 90)
    for profile in profiles:
        page += chance.randint(0, 3)
        slip = chance.randint(4, 6) if len(profile.name) >= 10 else 0
        name = profile.name.partition(" – ")[0]
        misspelt = name[:slip] + name[slip + 1 :] if slip and chance.choice([False, True]) else name
        place = chance.choice(["Värmland", "Kiruna, Åre", "Örebro län samt Blekinge"])
        lines.append(("free", f"{misspelt}  {place} {word}{page}"))
        pages[profile.name] = str(page)
    return [*lines, ("free", "")], pages


_COLUMNS = {
    "contact_name": ("contact_name", "contact_role", "contact_email", "contact_phones"),
    "geography": ("geography_raw", "counties", "foreign_areas"),
    "sector": ("sector_raw",),
    "members": ("members_raw", "members_min", "members_max"),
}
_INTRODUCTION = [
    ("free", line)
    for line in (
        "1 Inledning",
        "",
        "Den här rapporten beskriver nätverk i hela landet och bygger på deras egna uppgifter.",
        "Kontakt och adress har hämtats från webbplatserna.",
        "",
    )
]
# A line is ("free", text), where a page may turn before it, or ("kept", text), where it may not.
Lines = list[tuple[str, str]]


def _alone(layout: Layout, profile: MadeProfile) -> Lines:
    lines: Lines = [("free", profile.name)]
    for place, paragraph in enumerate(profile.paragraphs):
        wrapped = _wrapped(paragraph, layout.width, layout.hyphenate)
        lines += [("kept" if place == 0 and at == 0 else "free", line) for at, line in enumerate(wrapped)]
        lines.append(("free", ""))
    return [*lines, *_table(layout, profile, beside=[]), ("kept", "")]


def _gathered(chance: Random, layout: Layout, profiles: list[MadeProfile]) -> Lines:
    lines: Lines = []
    while profiles:
        count = chance.randint(1, 3)
        together, profiles = profiles[:count], profiles[count:]
        for profile in together:
            lines += [("kept" if lines else "free", profile.name), ("kept", "")]
        lines[-2 * len(together)] = ("turn", together[0].name)
        for place, profile in enumerate(together):
            beside = [_wrapped(paragraph, layout.value_width, layout.hyphenate) for paragraph in profile.paragraphs]
            table = _table(layout, profile, beside=beside)
            lines += [("kept", table[0][1]), *table[1:]] if place == 0 else table
            lines.append(("kept", ""))
    return lines


def _table(layout: Layout, profile: MadeProfile, *, beside: list[list[str]]) -> Lines:
    lines: Lines = []
    filled = [code for code in layout.order if profile.said[code]]
    shown = filled if layout.omit_empty and len(filled) >= FEWEST else layout.order
    for code in shown:
        said = profile.said[code]
        value = [line for part in said for line in _wrapped(part, layout.value_width, hyphenate=False)]
        if beside and code == "url":
            value, beside = [f"{value[0]} {beside[0][0]}", *beside[0][1:]], beside[1:]
            for paragraph in beside:
                value += ["", *paragraph]
        set_lines = _labelled(layout, code, value)
        # Nothing tells the rest of a table's last value, alone at the top of a page, from a heading.
        is_last = code == shown[-1]
        lines += [("kept" if is_last and place else "free", line) for place, line in enumerate(set_lines)]
        if layout.blank_in_values and len(value) > 1:
            lines.append(("free", ""))
    return lines


def _labelled(layout: Layout, code: str, value: list[str]) -> list[str]:
    label = layout.labels[code]
    first, rest = (value[0], value[1:]) if value else ("", [])
    if layout.style == "aligned":
        start = max(map(len, layout.labels.values())) + 2
        return [f"{label:<{start}}{first}".rstrip(), *(f"{'':{start}}{line}".rstrip() for line in rest)]
    parted = {"open": " ", "gap": "   ", "colon": ": ", "tab": "\t"}[layout.style]
    return [f"{label}{parted}{first}".rstrip(" \t"), *rest]


def _wrapped(text: str, width: int, hyphenate: bool) -> list[str]:
    lines = textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
    if not hyphenate:
        return lines
    hyphenated = list(lines)
    for place in range(len(lines) - 1):
        word, _, rest = hyphenated[place + 1].partition(" ")
        # "utveck-" and "ling": only words of letters, four from each end.
        fits = len(hyphenated[place]) + len(" utve-") <= width
        if fits and len(word) > 8 and word.isalpha() and word.islower():
            hyphenated[place] += f" {word[:4]}-"
            hyphenated[place + 1] = f"{word[4:]} {rest}".rstrip()
    return hyphenated


def _paged(lines: Lines, layout: Layout) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    limit = layout.breaks[0]
    for how, text in lines:
        full = len(pages[-1]) >= limit and how != "kept"
        if (full or how == "turn") and pages[-1]:
            pages.append([])
            limit = layout.breaks[len(pages) % len(layout.breaks)]
        pages[-1].append(text)
    return pages
