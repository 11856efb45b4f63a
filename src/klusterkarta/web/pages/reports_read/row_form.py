"""The form of one row: each column's value as it stands, what was read, and where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from klusterkarta.vocabularies.fields import ProfileField, profile_fields
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say
from klusterkarta.web.form_fields import Option
from klusterkarta.web.typed import typed
from klusterkarta.workflow.corrections import added_columns, field_of
from klusterkarta.workflow.found_profiles import ROW_COLUMNS, FoundProfile
from klusterkarta.workflow.report_passages import line_id

ADDED_FIELD, ADDED_VALUE = "added_field", "added_value"
_LONGEST = 32_000
_LINE = 48
_RUNNING = "description"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellField:
    """One column. `number` marks the same value in the report's text; `read` is what was read where that differs."""

    column: str
    number: int
    label: str
    value: str
    read: str
    corrected: bool
    place: str
    href: str
    lines: int
    personal: bool
    error: str = ""

    @property
    def id(self) -> str:
        """The element's id."""
        return f"id-{self.column}"


def cell_fields(read: FoundProfile, now: FoundProfile, *, lang: str, errors: Mapping[str, str]) -> list[CellField]:
    """The columns in the order of the table, then those that a person has added; `now` is the row as corrected."""
    columns = [*ROW_COLUMNS, *(column for column in now.texts if column in added_columns())]
    return [
        _field(column, number, read, now=now, lang=lang, error=errors.get(column, ""))
        for number, column in enumerate(columns, 1)
    ]


def label_of(column: str, lang: str) -> str:
    """A column in words."""
    return _meant(column).label.read(lang)


def addable(now: FoundProfile, lang: str) -> list[Option]:
    """The fields that a person may add to the row."""
    columns = [column for column in added_columns() if column not in now.texts]
    choices = sorted(((label_of(column, lang), column) for column in columns), key=lambda pair: pair[0].casefold())
    return [Option("", say("report_rows.choose_field", lang)), *(Option(column, label) for label, column in choices)]


def typed_texts(posted: Mapping[str, str]) -> dict[str, str]:
    """What was typed into the fields, by column; a field that was not sent is not among them."""
    texts = {column: _text(posted[column], column) for column in _known() if column in posted}
    added = posted.get(ADDED_FIELD, "")
    if added in added_columns() and (value := _text(posted.get(ADDED_VALUE, ""), added)):
        texts[added] = value
    return texts


def _known() -> Iterable[str]:
    return (*ROW_COLUMNS, *added_columns())


def _text(posted: str, column: str) -> str:
    """What was typed. Only running text has lines; in the others a line break is a slip of the keyboard."""
    text = typed(posted.replace("\r\n", "\n"), longest=_LONGEST)
    return text if column == _RUNNING else " ".join(text.split())


def _field(column: str, number: int, read: FoundProfile, *, now: FoundProfile, lang: str, error: str) -> CellField:
    value, before = now.texts.get(column, ""), read.texts.get(column, "")
    place = read.places.get(column)
    differs = " ".join(value.split()) != " ".join(before.split())
    return CellField(
        column=column,
        number=number,
        label=label_of(column, lang),
        value=value,
        read=(before or say("report_rows.nothing", lang)) if differs else "",
        corrected=differs,
        place=written_place(read.place_text(column), lang),
        href=f"#{line_id(place.page, place.first)}" if place else "",
        lines=_lines(value),
        personal=_meant(column).personal,
        error=error,
    )


def _lines(value: str) -> int:
    """How many lines the control has; one is a field in which Enter sends the form."""
    lines = sum(len(paragraph) // _LINE + 1 for paragraph in value.split("\n"))
    return min(lines, 12) if lines > 1 else 1


def _meant(column: str) -> ProfileField:
    return profile_fields()[field_of(column)]
