"""Which dimension a heading is, and what an entry of it says: "0114 Upplands Väsby", "10-12 livsmedel", "män"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from klusterkarta.values.figure_cells import MEN, WOMEN
from klusterkarta.vocabularies.places_tables import counties, municipalities

_HEADINGS = (
    (
        "industry",
        re.compile(r"(näringsgren|bransch|industr|sni\b|sni ?20|nace|(.*of )?economic activit|activity\b).*"),
    ),
    ("region", re.compile(r"(region|län|kommun|geo|county|municipality|nuts|area|ref(erence)?[ _]area).*")),
    ("sex", re.compile(r"(kön|sex\b|gender|kon$).*")),
    ("year", re.compile(r"(år|year|tid|time(?! frequency))\b.*|period.*|time_period")),
)
_SEXES = {
    "män": MEN, "man": MEN, "men": MEN, "male": MEN, "males": MEN, "m": MEN, "1": MEN,
    "kvinnor": WOMEN, "kvinna": WOMEN, "women": WOMEN, "female": WOMEN, "females": WOMEN, "f": WOMEN, "k": WOMEN,
    "2": WOMEN,
}  # fmt: skip
_TOTAL = re.compile(
    r"^(sni |nace )?(_?t|summa|(samtliga|alla|all|totalt?)\b.*|båda könen|män och kvinnor|both sexes|men and women|"
    r"1\+2|hela riket|riket|the whole country|sweden|sverige)$",
    re.IGNORECASE,
)
_CODES = (
    r"[0-9]{2,5}[A-Z]?",  # 0114, 62, 26300
    r"[0-9]{2}(?:\.[0-9]{1,3})+",  # 26.3
    r"[A-Z](?:[0-9]{1,4}(?:\.[0-9]+)?)?",  # A, C26
    r"[A-Z]?[0-9]{2}(?:[-–,+_]+[A-Z]?[0-9]{2})+",  # 10-12, C10-C12
    r"[A-Z](?:[-–+_,][A-Z])+",  # B+C
    r"[A-Z]{2}[0-9A-Z]{0,3}",  # SE232
    r"E[UA][0-9]{0,2}_[0-9]{4}",  # EU27_2020
    r"_[A-Z]",  # _T: the total in SDMX
)
_CODED = re.compile(rf"^({'|'.join(_CODES)})(?:[\s:]+(.*))?$")


def kind_of_heading(heading: str) -> str:
    """The dimension that a heading names: region, industry, sex, year; "" for any other.

    >>> [kind_of_heading(one) for one in ("näringsgren SNI 2007", "kön", "år", "ålder")]
    ['industry', 'sex', 'year', '']
    """
    return next((kind for kind, pattern in _HEADINGS if pattern.fullmatch(heading.strip().casefold())), "")


def kind_of_entries(entries: Sequence[str]) -> str:
    """The dimension that a column without a heading holds, by what stands in it; "" where it cannot be told.

    >>> kind_of_entries(["00 Riket", "0114 Upplands Väsby"]), kind_of_entries(["män", "kvinnor"])
    ('region', 'sex')
    """
    if all(entry.casefold() in _SEXES or is_total(entry) for entry in entries):
        return "sex"
    parted = [coded(entry) for entry in entries if not is_total(entry)]
    if parted and all(_is_region(code, name) for code, name in parted):
        return "region"
    return "industry" if parted and all(code for code, _ in parted) else ""


def coded(entry: str) -> tuple[str, str]:
    """The code and the name of an entry; the code of a Swedish county or municipality is found by its name.

    >>> coded("0114 Upplands Väsby"), coded("10-12 livsmedelsindustri"), coded("Skåne län"), coded("SE232")
    (('0114', 'Upplands Väsby'), ('10-12', 'livsmedelsindustri'), ('12', 'Skåne län'), ('SE232', ''))
    """
    text = " ".join(entry.split())
    if (match := _CODED.match(text)) and not _TOTAL.match(text):
        return match[1].replace("–", "-").replace("_", "-"), (match[2] or "").strip()
    return _code_by_name(text), text


def sex_of(entry: str) -> str | None:
    """The sex that an entry names; "" for both together, None for anything else.

    >>> sex_of("kvinnor"), sex_of("totalt"), sex_of("18 år")
    ('women', '', None)
    """
    words = entry.casefold().split()
    if is_total(entry) or (len(words) > 1 and is_total(" ".join(words[1:]))):
        return ""
    return next((_SEXES[word] for word in (entry.casefold().strip(), *words) if word in _SEXES), None)


def is_total(entry: str) -> bool:
    """Whether an entry sums up its dimension by its name.

    >>> [is_total(one) for one in ("Totalt", "SNI totalt", "00 Riket", "samtliga näringsgrenar", "Totebo")]
    [True, True, True, True, False]
    """
    text = " ".join(entry.split())
    match = _CODED.match(text)
    return bool(_TOTAL.match(text) or (match and match[2] and _TOTAL.match(match[2])))


def _is_region(code: str, name: str) -> bool:
    names = {one: code for one, code in _codes_by_name().items() if not name or one == name.casefold()}
    return code in names.values() or code == "00" or bool(re.fullmatch(r"[A-Z]{2}[0-9A-Z]{0,3}", code))


def _code_by_name(name: str) -> str:
    return _codes_by_name().get(name.casefold(), "")


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Names of counties and municipalities; of "Uppsala" the municipality, as the county says "län"."""
    found = {one.name.casefold(): code for code, one in municipalities().items()}
    for code, one in counties().items():
        found |= {one.name.casefold(): code, one.en.casefold(): code}
        found.setdefault(one.short.casefold(), code)
    return found
