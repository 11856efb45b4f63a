"""What the page of a read strategy shows."""

from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField
from klusterkarta.web.rendering import Page
from klusterkarta.workflow.strategy import NamedOwner, StrategyReading

_ACCEPT = ".pdf,.docx,.html,.htm,.txt"


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """An organisation, where it is named, and the words that name it."""

    name: str
    place: str
    quote: str


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """A priority, where it stands, the own priority it means ("" none), and its owners."""

    name: str
    place: str
    means: str
    owners: list[OwnerLine]


@dataclass(frozen=True, kw_only=True)
class StrategyPage(Page):
    """The form, and what was read; `file` "" before anything was."""

    template: ClassVar[str] = "strategy/page.html"
    section: ClassVar[str] = "cooperation"
    name: ClassVar[str] = "strategy"

    action: str
    field: FormField
    faults: list[FormField]
    file: str
    priorities: list[PriorityLine]
    silent: int
    elsewhere: list[OwnerLine]
    notes: list[str]


def strategy_page(lang: str, *, found: StrategyReading | None = None, error: str = "") -> StrategyPage:
    """The page before a file was sent, after one was read, or with what is wrong with one."""
    field = FormField(
        name="file", label=say("strategy.file", lang), kind="file", help=say("strategy.file_help", lang),
        accept=_ACCEPT, error=error,
    )  # fmt: skip
    return StrategyPage(
        title=say("strategy.title", lang),
        lead=say("strategy.lead", lang),
        action=address("strategy", lang),
        field=field,
        faults=[field] if error else [],
        file=found.file if found else "",
        priorities=_priorities(found, lang) if found else [],
        silent=found.silent if found else 0,
        elsewhere=[_owner(one, lang) for one in found.elsewhere] if found else [],
        notes=[explain(one, lang) for one in found.notes] if found else [],
    )


def _priorities(found: StrategyReading, lang: str) -> list[PriorityLine]:
    return [
        PriorityLine(
            one.name,
            say("strategy.place", lang, page=one.page, line=one.line),
            meant,
            [_owner(owner, lang) for owner in one.owners],
        )
        for one, meant in zip(found.priorities, found.meant, strict=True)
    ]


def _owner(one: NamedOwner, lang: str) -> OwnerLine:
    return OwnerLine(one.name, say("strategy.place", lang, page=one.page, line=one.line), one.quote)
