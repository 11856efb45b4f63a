"""How far apart an initiative's members lie, as rows of words and figures."""

from dataclasses import dataclass
from decimal import Decimal

from klusterkarta.charts.bars import part_bar
from klusterkarta.values.place import PlaceKind
from klusterkarta.vocabularies.numerals import format_number, format_share
from klusterkarta.vocabularies.places_geography import place_name
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.workflow.member_spread import Dispersion, MemberSpread
from klusterkarta.workflow.member_spread import member_spread as spread_of
from klusterkarta.workflow.show import ActorPage

_WHOLE = 100
_KINDS: tuple[PlaceKind, ...] = ("municipality", "fa_region", "county")


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One figure; `bar` is a drawing of a share, "" for what is none."""

    label: str
    value: str
    bar: str = ""


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures, or the sentence why there are none; how they were reckoned."""

    rows: list[SpreadRow]
    refused: str
    basis: str


def member_spread(page: ActorPage, lang: str) -> Spread | None:
    """The members' spread on an initiative's page; None where no member is named, or only some of them are here."""
    if page.naming.pages > 1:
        return None
    found = spread_of(page.summary, page.relations)
    return None if found is None else Spread(_rows(found.found, lang), _refused(found, lang), _basis(found, lang))


def _refused(found: MemberSpread, lang: str) -> str:
    return explain(found.refused, lang) if found.refused else ""


def _basis(found: MemberSpread, lang: str) -> str:
    if found.found is None:
        return ""
    travel = found.found.travel
    return say(
        "spread.basis", lang, known=found.placed, members=found.of,
        speed=_plain(travel.speed, lang), detour=_plain(travel.detour, lang),
    )  # fmt: skip


def _rows(found: Dispersion | None, lang: str) -> list[SpreadRow]:
    if found is None:
        return []
    distances = ("mean_distance", "median_distance", "longest_distance", "standard_distance")
    rows = [_distance(name, getattr(found, name), lang) for name in distances]
    rows.append(SpreadRow(say("spread.hull", lang), say("spread.square", lang, area=_round(found.hull, lang))))
    for kind in _KINDS:
        code, share = found.shares[kind]
        label = say(f"spread.share_{kind}", lang, name=place_name(kind, code, lang=lang) if code else "–")
        rows.append(_share(label, share, lang))
    return rows + [_share(say("spread.within", lang, minutes=band), share, lang) for band, share in found.bands.items()]


def _distance(name: str, kilometres: float, lang: str) -> SpreadRow:
    return SpreadRow(say(f"spread.{name}", lang), say("spread.kilometres", lang, distance=_round(kilometres, lang)))


def _share(label: str, share: float, lang: str) -> SpreadRow:
    return SpreadRow(label, format_share(share, lang), part_bar(round(share * _WHOLE), 0, interpreted=0, most=_WHOLE))


def _plain(figure: float, lang: str) -> str:
    return format_number(Decimal(f"{figure:g}"), lang)


def _round(figure: float, lang: str) -> str:
    return format_number(round(figure), lang)
