"""Two to five actors side by side: which fields there are, and where the actors agree and differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from klusterkarta.catalogue.selectors.keys import actors_of
from klusterkarta.profile.likeness import alike_form
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.fields import ProfileField, profile_fields
from klusterkarta.vocabularies.written import written_value
from klusterkarta.workflow.comparison_values import ActorValues, values_of_actors
from klusterkarta.workflow.show import PropertyView

FEWEST, MOST = 2, 5

Agreement = Literal["same", "differs", "partly", "alone", ""]

# About the row in the source, or parts of a result that mean nothing one by one.
_NOT_COMPARED = frozenset({
    "row_key", "thing", "page", "observed_on", "source_language", "result_kind", "result_value", "result_unit",
})  # fmt: skip
# What is each actor's own: that two differ says nothing.
_OWN_TYPES = frozenset({"name", "long_text", "url", "phone", "email", "address", "organisation_number", "coordinate"})


class CannotCompare(Explained):
    """The actors cannot be set side by side: too few, too many, or unknown."""


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field: what each actor has of it (None: no source has the field), in the actors' order.

    `agreement` of what is shown: `same`, `differs`, `partly` (some values are common to all), `alone` (one actor only
    has a value), "" where every actor has its own by nature. `common`: the values that all share, as the first has it.
    """

    field: ProfileField
    cells: tuple[PropertyView | None, ...]
    agreement: Agreement
    common: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The actors in the order asked for, the fields with values, and the fields that all of them lack."""

    actors: tuple[ActorValues, ...]
    fields: tuple[ComparedField, ...]
    lacking: tuple[ProfileField, ...]


def live_actors(records: Sequence[int]) -> tuple[list[int], list[int]]:
    """The actors that these ids belong to now, each once and in order, and the ids that are nobody's."""
    owners = actors_of(records)
    unknown = [one for one in dict.fromkeys(records) if one not in owners]
    return list(dict.fromkeys(owners[one] for one in records if one in owners)), unknown


def compare_actors(records: Sequence[int]) -> SideBySide:
    """The actors of these records side by side. Raises CannotCompare for an unknown id, fewer than two, more than five.

    Two ids of one actor, as after a merge, are one.
    """
    actors, unknown = live_actors(records)
    if unknown:
        raise CannotCompare(Reason("compare.unknown", {"ids": ", ".join(map(str, unknown))}))
    if len(actors) < FEWEST:
        raise CannotCompare(Reason("compare.too_few", {"count": len(actors), "fewest": FEWEST}))
    if len(actors) > MOST:
        raise CannotCompare(Reason("compare.too_many", {"count": len(actors), "most": MOST}))
    return side_by_side(values_of_actors(actors))


def side_by_side(actors: Sequence[ActorValues]) -> SideBySide:
    """Actors whose values are known, side by side; any number of them."""
    compared = [_compared(field, actors) for field in profile_fields().values() if is_compared(field)]
    return SideBySide(
        tuple(actors),
        tuple(one for one in compared if any(cell and cell.values for cell in one.cells)),
        tuple(one.field for one in compared if any(one.cells) and not any(cell and cell.values for cell in one.cells)),
    )


def is_compared(field: ProfileField) -> bool:
    """Whether the field has a row in a comparison and can be a column of a table."""
    return field.code not in _NOT_COMPARED and not field.personal and field.code != "name"


def agreement_of(shown: Sequence[frozenset[str]]) -> Agreement:
    """How the actors' shown values agree, each a set of comparable forms, empty where nothing is said.

    An actor without a value neither agrees nor differs: of two that have the same and one that is silent, `same`.

    >>> a, b, both, none = map(frozenset, ["a", "b", "ab", ""])
    >>> agreement_of([a, a, none]), agreement_of([a, none]), agreement_of([both, b]), agreement_of([a, b])
    ('same', 'alone', 'partly', 'differs')
    """
    said = [one for one in shown if one]
    if len(said) < FEWEST:
        return "alone"
    if all(one == said[0] for one in said):
        return "same"
    return "partly" if frozenset.intersection(*said) else "differs"


def _compared(field: ProfileField, actors: Sequence[ActorValues]) -> ComparedField:
    cells = tuple(one.properties.get(field.code) for one in actors)
    shown = [_shown(field, cell) for cell in cells]
    agreement: Agreement = "" if field.type in _OWN_TYPES else agreement_of([frozenset(one) for one in shown])
    said = [one for one in shown if one]
    common = frozenset.intersection(*(frozenset(one) for one in said)) if agreement == "partly" else frozenset()
    texts = tuple(text for form, text in (said[0] if said else {}).items() if form in common)
    return ComparedField(field, cells, agreement, texts)


def _shown(field: ProfileField, cell: PropertyView | None) -> dict[str, str]:
    """Comparable form → wording of the shown values."""
    values = [one for one in cell.values if one.shown] if cell else []
    return {_form(field.code, one.value): one.value for one in reversed(values)}


def _form(code: str, value: str) -> str:
    """One form for "Klusterorganisation" and "cluster organisation", for "Ca 30" and "ca. 30 st"."""
    return alike_form(code, written_value(code, value, lang="sv"))
