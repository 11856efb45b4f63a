"""One thing that has changed, as a row with its answers."""

from dataclasses import dataclass

from klusterkarta.values.returned import ReturnItem, Spot
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import Option, choices


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """A row: the actor, what the cell said and says, where, and what may be answered.

    `cells` are what a new or copied row holds, (field, text).
    """

    id: str
    name: str
    href: str
    field: str
    was: str
    file: str
    now: str
    where: str
    warning: str
    cells: list[tuple[str, str]]
    options: list[Option]
    skipped: bool
    choice_label: str


def item_row(item: ReturnItem, *, actor: int | None, answer: str, lang: str) -> ItemRow:
    """The row, with the answer that was given so far."""
    chosen = answer if answer in item.options else item.default
    return ItemRow(
        id=item.id,
        name=item.name,
        href=address("actor", lang, actor=actor) if actor is not None else "",
        field=_field(item.column, lang) if item.column else "",
        was=item.base,
        file=" / ".join(text for _, text in item.variants) or item.file,
        now=item.now,
        where=where(item.spot, lang),
        warning=explain(item.warning, lang) if item.warning else "",
        cells=[(_field(code, lang), text) for code, text in item.cells.items()],
        options=choices([(one, _answer(item, one, lang)) for one in item.options], chosen),
        skipped=chosen == "skip",
        choice_label=say("master_list.choice_for", lang, name=item.name),
    )


def where(spot: Spot, lang: str) -> str:
    """Where in the file."""
    if not spot.row:
        return say("master_list.sheet_only", lang, sheet=spot.sheet)
    return say("master_list.place", lang, sheet=spot.sheet, row=spot.row)


def _field(code: str, lang: str) -> str:
    return profile_fields()[code].label.read(lang)


def _answer(item: ReturnItem, option: str, lang: str) -> str:
    if not option.isdecimal():
        return say(f"master_list.answer_{option}", lang)
    spot, text = item.variants[int(option) - 1]
    return say("master_list.answer_variant", lang, text=text or say("master_list.empty", lang), place=where(spot, lang))
