"""Lines under a label → the columns of a profile, field by field."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from klusterkarta.sources.reports.contact import read_contact
from klusterkarta.sources.reports.emails import find_emails, mend_breaks
from klusterkarta.sources.reports.geography import county_names, foreign_areas
from klusterkarta.sources.reports.joining import join_texts, paragraphs
from klusterkarta.sources.reports.page_text import Line, place_of
from klusterkarta.sources.reports.parties import read_parties
from klusterkarta.sources.reports.phones import find_phones
from klusterkarta.sources.reports.profile import SEPARATOR, Value
from klusterkarta.values.partial_date import parse_years
from klusterkarta.values.quantity import parse_quantity
from klusterkarta.vocabularies.terms import match_term

Columns = Iterator[tuple[str, str]]
# A lone dash is how people write that a cell is empty.
_NOTHING = re.compile(r"[-–—.\s]*")
# "c/o Anna Ek, Företaget AB": a person, and what the letter box belongs to.
_CARE_OF_PERSON = re.compile(r"(?i:c/o)\s+(?:[A-ZÅÄÖÉÜØ][\w’'-]*\s+){1,2}[A-ZÅÄÖÉÜØ][\w’'-]*,\s*(?=[^\W\d_])")


def read_values(fields: Mapping[str, Sequence[Line]]) -> dict[str, Value]:
    """The columns that follow from the lines of each field; earlier ones are not overwritten by later ones.

    >>> read_values({"members": [Line(text="Ca 30", page=4, number=2)]})["members_min"].text
    '30'
    """
    values: dict[str, Value] = {}
    for code, lines in fields.items():
        reader = _READERS.get(code)
        texts = [line.text for line in lines]
        if reader is None or _NOTHING.fullmatch("".join(texts)):
            continue
        for column, text in reader(texts):
            if text:
                values.setdefault(column, Value(text, place_of(lines)))
    return values


def description_of(lines: Sequence[Line]) -> str:
    """Running text, one paragraph a line.

    >>> description_of([Line(text="Vi är", page=1, number=1), Line(text="flera.", page=1, number=2)])
    'Vi är flera.'
    """
    return "\n".join(paragraphs(lines))


def _plain(column: str) -> Callable[[Sequence[str]], Columns]:
    return lambda texts: iter([(column, join_texts(texts))])


def _address(texts: Sequence[str]) -> Columns:
    yield "address", _CARE_OF_PERSON.sub("", join_texts(texts))


def _phone(texts: Sequence[str]) -> Columns:
    yield "phone", _numbers(texts)


def _numbers(texts: Sequence[str]) -> str:
    return _several(" ".join(number[0].split()) for number in find_phones(join_texts(texts)))


def _contact(texts: Sequence[str]) -> Columns:
    contact = read_contact(texts)
    yield "contact_name", _several(contact.names)
    yield "contact_role", _several(contact.roles)
    yield "contact_email", _several(contact.emails)
    yield "contact_phones", _several(contact.phones)


def _email(texts: Sequence[str]) -> Columns:
    yield "contact_email", _several(email.address for email in find_emails(join_texts(mend_breaks(texts))))


def _geography(texts: Sequence[str]) -> Columns:
    text = join_texts(texts)
    yield "geography_raw", text
    yield "counties", _several(county_names(text))
    yield "foreign_areas", _several(foreign_areas(text))


def _members(texts: Sequence[str]) -> Columns:
    text = join_texts(texts)
    yield "members_raw", text
    quantity = parse_quantity(text)
    if quantity is not None:
        yield "members_min", _number(quantity.low)
        yield "members_max", _number(quantity.high)


def _number(bound: Decimal | None) -> str:
    return "" if bound is None else f"{bound.normalize():f}"


def _start_year(texts: Sequence[str]) -> Columns:
    years = parse_years(join_texts(texts))
    yield "start_year", str(years[0].year) if years else ""


def _parties(column: str) -> Callable[[Sequence[str]], Columns]:
    return lambda texts: iter([(column, _several(read_parties(join_texts(texts))))])


def _language(texts: Sequence[str]) -> Columns:
    yield "language", match_term(join_texts(texts), "languages").code or ""


def _list(texts: Sequence[str]) -> Columns:
    yield "list", match_term(join_texts(texts), "lists", contained=True).code or ""


def _several(texts: Iterable[str]) -> str:
    return SEPARATOR.join(text for text in texts if text)


_READERS: Mapping[str, Callable[[Sequence[str]], Columns]] = {
    "name": _plain("name"),
    "url": lambda texts: iter([("url", texts[0])]),
    "address": _address,
    "phone": _phone,
    "contact_name": _contact,
    "contact_role": _plain("contact_role"),
    "contact_email": _email,
    "contact_phones": lambda texts: iter([("contact_phones", _numbers(texts))]),
    "geography": _geography,
    "counties": _geography,
    "sector": _plain("sector_raw"),
    "members": _members,
    "start_year": _start_year,
    "funders": _parties("funders"),
    "research_partners": _parties("research_partners"),
    "linked_clusters": _parties("linked_clusters"),
    "description": _plain("description"),
    "source_language": _language,
    "list": _list,
    "page": _plain("page"),
}
