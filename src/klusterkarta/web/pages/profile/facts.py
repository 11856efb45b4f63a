"""The facts about an actor: one row a property, its values with source letters, contradictions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from klusterkarta.values.text import fold
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value
from klusterkarta.web.figures import foreign
from klusterkarta.web.pages.profile.sources import Letters, Said, SourceNote
from klusterkarta.workflow.show import PropertyView, ValueView

Form = Literal["plain", "set", "clash", "lines"]

# Properties that the page shows in another form: as its title, its lead, its relations, its results, its phases over
# time, or not at all because they are about the row in the source.
_ELSEWHERE = frozenset({
    "name", "description", "row_key", "thing", "page", "observed_on", "source_language", "result_kind", "result_value",
    "result_unit", "phase_reason",
})  # fmt: skip
# Longer texts than this do not fit side by side.
_LONG = 80
_NO_VALUE = frozenset({"denial", "blank"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactValue:
    """One value, or several that the same sources give, with the letters of who says so; `why` it is shown or not."""

    texts: list[str]
    lang: str
    shown: bool
    why: str
    notes: list[SourceNote]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """A property. `plain` values stand in a line, a `set` side by side, a `clash` side by side as contradicting.

    `lines`: several long texts, one below the other.
    """

    code: str
    label: str
    definition: str
    form: Form
    values: list[FactValue]
    personal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A value on its way to becoming a FactValue: who says it is still a list of statements."""

    texts: list[str]
    lang: str
    shown: bool
    why: str
    said: list[Said]


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A property that sources leave empty, and the letters of those sources."""

    label: str
    letters: str


def fact_rows(properties: Sequence[PropertyView], letters: Letters, *, lang: str) -> list[FactRow]:
    """The rows with values, in the order of the vocabulary."""
    order = {code: place for place, code in enumerate(profile_fields())}
    wanted = [one for one in properties if one.values and is_fact(one.code)]
    wanted = [one for one in wanted if one.code in order]
    return [fact_row(one, letters, lang=lang) for one in sorted(wanted, key=lambda one: order[one.code])]


def is_fact(code: str) -> bool:
    """Whether the property has a row among the facts."""
    field = profile_fields().get(code)
    return field is not None and code not in _ELSEWHERE and not field.relation


def missing_rows(properties: Sequence[PropertyView], letters: Letters, *, lang: str) -> list[MissingRow]:
    """The properties that some source covers and none gives a value for."""
    empty = (one for one in properties if one.missing_in and not one.values and one.code in profile_fields())
    return [
        MissingRow(profile_fields()[one.code].label.read(lang), ", ".join(sorted(map(letters.letter, one.missing_in))))
        for one in empty
    ]


def fact_row(one: PropertyView, letters: Letters, *, lang: str) -> FactRow:
    """The row of one property."""
    field = profile_fields()[one.code]
    groups = _alike(one.code, _of_language(one.values, lang), lang)
    entries = [_entry(one.code, group, lang) for group in groups]
    in_a_line = (field.many or len(groups) == 1) and not _refused(groups)
    return FactRow(
        code=one.code,
        label=field.label.read(lang),
        definition=field.definition.read(lang),
        form="clash" if one.conflict else "plain" if in_a_line else "lines" if _are_long(entries) else "set",
        values=[_fact_value(entry, letters) for entry in (_joined(entries) if in_a_line else entries)],
        personal=one.personal,
    )


def _are_long(entries: Sequence[_Entry]) -> bool:
    return any(len(text) > _LONG for one in entries for text in one.texts)


def _refused(groups: Sequence[Sequence[ValueView]]) -> bool:
    """Whether somebody denies a value or says that there is none."""
    return any(value.reason in _NO_VALUE or value.reason == "denied" for group in groups for value in group)


def _of_language(values: Sequence[ValueView], lang: str) -> list[ValueView]:
    """The values in the page's language and those without one; all of them where that leaves nothing."""
    own = [value for value in values if value.language in ("", lang)]
    return own or list(values)


def _alike(code: str, values: Sequence[ValueView], lang: str) -> list[list[ValueView]]:
    """Values that say the same together, the shown ones first."""
    groups: dict[tuple[str, str], list[ValueView]] = {}
    for value in sorted(values, key=lambda value: not value.shown):
        kind = value.reason if value.reason in _NO_VALUE else ""
        groups.setdefault((kind, fold(written_value(code, value.value, lang=lang)) or value.value), []).append(value)
    found = list(groups.values())
    return _with_agreeing(found)


def _with_agreeing(groups: list[list[ValueView]]) -> list[list[ValueView]]:
    """A spelling that the choosing rule takes for the only shown value goes under it."""
    shown = [group for group in groups if any(value.shown for value in group)]
    if len(shown) != 1:
        return groups
    agreeing = [group for group in groups if group is not shown[0] and all(value.reason == "agrees" for value in group)]
    for group in agreeing:
        shown[0].extend(group)
    return [group for group in groups if group not in agreeing]


def _entry(code: str, group: Sequence[ValueView], lang: str) -> _Entry:
    first = group[0]
    return _Entry(
        texts=[written_value(code, first.value, lang=lang) or say("common.stated_none", lang)],
        lang=foreign(first.language, lang),
        shown=first.shown,
        why=reason_words(first, lang),
        said=[said_of(value, lang) for value in group],
    )


def _joined(entries: Sequence[_Entry]) -> list[_Entry]:
    """Values that the same sources give become one entry, so that the letters stand once."""
    groups: dict[tuple[str, ...], _Entry] = {}
    for one in entries:
        key = (one.lang, *sorted({said.source for said in one.said}))
        if key in groups:
            groups[key].texts.extend(one.texts)
            groups[key].said.extend(one.said)
        else:
            groups[key] = one
    return list(groups.values())


def _fact_value(entry: _Entry, letters: Letters) -> FactValue:
    return FactValue(
        texts=entry.texts, lang=entry.lang, shown=entry.shown, why=entry.why, notes=letters.notes(entry.said)
    )


def reason_words(value: ValueView, lang: str) -> str:
    """Why a value is shown, or why it is not, in words."""
    key = "shown" if value.shown else "hidden"
    return say(f"profile.{key}_{value.reason}", lang)


def said_of(value: ValueView, lang: str) -> Said:
    """A value as its source letter shows it."""
    return Said(
        source=value.source,
        wording=value.value,
        place=value.place,
        stated_on=value.observed_on,
        read_on=value.read_on,
        language=foreign(value.language, lang),
    )
