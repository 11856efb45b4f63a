"""What can be taken out of a page: a table copied, the page printed, a picture as a file, each with its source line."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from klusterkarta.settings import current
from klusterkarta.vocabularies.words import say
from klusterkarta.web.register_state import register_state


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeAway:
    """For `parts/take_away.html`, included `with take=…`.

    `table` is the id of the table that is copied, `picture` the address of the picture as an SVG file, `name` that
    file's name without its ending; what is "" is not offered. Printing is, and the source line stands on the paper,
    unless `printing` is False: where a page has several, one prints it. `workbook` and `separated` are the addresses of
    the same as files; `csv` offers a file that the page makes itself, where the site makes none. `figures` says where
    the figures are from, which the page itself says too: a table's file has it before the source line.
    """

    source_line: str
    figures: str = ""
    table: str = ""
    csv: bool = False
    printing: bool = True
    workbook: str = ""
    separated: str = ""
    picture: str = ""
    name: str = "klusterkarta"


def source_line(lang: str, *, edition: str = "", today: date | None = None) -> str:
    """What stands under everything that leaves the site: who says it, out of what, as of when, taken when.

    `edition` names the frozen copy that is shown; without it the register as it stands is.

    "Källa: Klusterkarta, arbetsläge med 4 källor, läst 2026-11-20. Senaste utgåva: 2026. Hämtat 2026-11-21."
    """
    state = register_state()
    name = current().owner_name
    taken = say("take_away.taken", lang, date=(today or localdate()).isoformat())
    source = say("take_away.source", lang, site=f"Klusterkarta ({name})" if name else "Klusterkarta")
    if edition:
        return f"{source}, {say('take_away.of_edition', lang, name=edition)}. {taken}"
    parts = [
        source,
        say("take_away.sources", lang, count=state.counting_sources),
    ]
    if state.read_at:
        parts.append(say("take_away.read", lang, date=localdate(state.read_at).isoformat()))
    line = ", ".join(parts) + "."
    if state.editions:
        line += " " + say("take_away.edition", lang, name=state.editions[0].name)
    return f"{line} {taken}"
