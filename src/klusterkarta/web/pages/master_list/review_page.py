"""What the second step shows: each thing that has changed, by what kind of answer it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, get_args

from django.http import QueryDict

from klusterkarta.values.returned import Kind
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.pages.master_list.item_rows import ItemRow, item_row, where
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.master_return import Compared
from klusterkarta.workflow.uploads import Upload

_ANSWER = "answer-"
# What needs an answer is shown so far; what is not shown stays as it is in the register.
_MOST_ASKED = 200
_ORDER: tuple[Kind, ...] = ("conflict", "sheets", "deleted", "copied", "new", "edit")
_SKIPPED: tuple[Kind, ...] = ("new", "edit")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The items of one kind. `ticked`: they are saved unless ticked off. `more`: so many are not shown."""

    kind: Kind
    title: str
    help: str
    rows: list[ItemRow]
    of_cells: bool
    with_register: bool
    ticked: bool
    more: int


@dataclass(frozen=True, slots=True)
class NoteRow:
    """Something that is not saved: about whom, where, why."""

    name: str
    where: str
    why: str


@dataclass(frozen=True, kw_only=True)
class ReviewPage(Page):
    """All that differs, with the answers so far."""

    template: ClassVar[str] = "master_list/review.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "master-list"

    upload: str
    seen: str
    stale: bool
    refused: str
    groups: list[Group]
    notes: list[NoteRow]


def given_answers(posted: QueryDict) -> dict[str, str]:
    """The answers in a form that was sent."""
    return {name.removeprefix(_ANSWER): str(value)[:40] for name, value in posted.items() if name.startswith(_ANSWER)}


def review_page(
    upload: Upload, compared: Compared, *, answers: Mapping[str, str], stale: bool, refused: str, lang: str
) -> ReviewPage:
    """The page."""
    review = compared.review
    counts = {kind: review.count(kind) for kind in get_args(Kind)}
    lead = say("master_list.found_lead", lang, edits=counts["edit"], conflicts=counts["conflict"] + counts["sheets"],
               deleted=counts["deleted"], copied=counts["copied"], new=counts["new"])  # fmt: skip
    notes = [NoteRow(note.name, where(note.spot, lang), explain(note.reason, lang)) for note in review.notes]
    return ReviewPage(
        title=say("master_list.found_title", lang, file=upload.file_name),
        lead=lead,
        upload=upload.id,
        seen=review.state,
        stale=stale,
        refused=refused,
        groups=[_group(kind, compared, answers, lang) for kind in _ORDER if counts[kind]],
        notes=notes,
    )


def _group(kind: Kind, compared: Compared, answers: Mapping[str, str], lang: str) -> Group:
    items = [item for item in compared.review.items if item.kind == kind]
    shown = items if kind in _SKIPPED else items[:_MOST_ASKED]
    now = compared.register.now
    return Group(
        kind=kind,
        title=say(f"master_list.{kind}", lang),
        help=say(f"master_list.{kind}_help", lang),
        rows=[item_row(item, actor=now.actor.get(item.key), answer=answers.get(item.id, ""), lang=lang)
              for item in shown],
        of_cells=kind in ("edit", "conflict", "sheets"),
        with_register=kind in ("conflict", "sheets"),
        ticked=kind in _SKIPPED,
        more=len(items) - len(shown),
    )  # fmt: skip
