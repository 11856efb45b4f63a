"""What the page of parties shows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.kinds import actor_kinds, relation_kinds
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.form_fields import FormField, choices
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.parties import NamedParty, chosen_parties

# Whoever looks for one of more than this narrows with a word.
MOST_ROWS = 300
# The relations in which a party is the one that does something for those who name it; the others share a column.
COLUMNS = ("funds", "researches_with", "linked_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was asked for; "" asks for nothing. Codes that are none choose nothing."""

    relation: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party: name and address, other spellings, its kind, and how many name it in each column (with its head)."""

    name: str
    href: str
    others: str
    kind: str
    is_read: bool
    counts: Sequence[tuple[str, int]]
    total: int


@dataclass(frozen=True, kw_only=True)
class PartiesPage(Page):
    """The parties that were asked for, those named by most first."""

    template: ClassVar[str] = "parties/page.html"
    section: ClassVar[str] = "map"
    name: ClassVar[str] = "parties"

    action: str
    fields: list[FormField]
    heads: list[str]
    rows: list[PartyRow]
    total: int
    all: int
    clear: str
    take: TakeAway


def parties_page(parties: list[NamedParty], choice: Choice, *, lang: str) -> PartiesPage:
    """The page for a choice."""
    found = chosen_parties(parties, relation=choice.relation, kind=choice.kind, text=choice.text)
    heads = [say(f"parties.{relation}", lang) for relation in (*COLUMNS, "others")]
    narrowed = bool(choice.relation or choice.kind or choice.text)
    return PartiesPage(
        title=say("parties.title", lang),
        lead=say("parties.lead", lang),
        action=address("parties", lang),
        fields=_fields(parties, choice, lang),
        heads=heads,
        rows=[_row(one, heads, lang=lang) for one in found[:MOST_ROWS]],
        total=len(found),
        all=len(parties),
        clear=address("parties", lang) if narrowed else "",
        take=TakeAway(source_line=source_line(lang), table="parties-table", csv=True, name="parties"),
    )


def _fields(parties: Iterable[NamedParty], choice: Choice, lang: str) -> list[FormField]:
    relations = Counter(relation for one in parties for relation in one.naming)
    kinds = Counter(one.kind for one in parties if one.kind)
    any_one = ("", say("parties.any", lang))
    relation_words = [
        (code, f"{say(f'parties.as_{code}', lang)} ({relations[code]})")
        for code in relation_kinds()
        if code in relations
    ]
    kind_words = [
        (code, f"{(kind.plural or kind.label).read(lang)} ({kinds[code]})")
        for code, kind in actor_kinds().items()
        if kinds[code]
    ]
    return [
        FormField(name="q", label=say("parties.text", lang), kind="text", value=choice.text),
        FormField(
            name="relation",
            label=say("parties.relation", lang),
            kind="select",
            options=choices([any_one, *relation_words], choice.relation),
        ),
        FormField(
            name="kind",
            label=say("parties.kind", lang),
            kind="select",
            options=choices([any_one, *kind_words], choice.kind),
        ),
    ]


def _row(one: NamedParty, heads: Sequence[str], *, lang: str) -> PartyRow:
    counts = [len(one.naming.get(relation, ())) for relation in COLUMNS]
    rest = frozenset().union(*(actors for relation, actors in one.naming.items() if relation not in COLUMNS))
    return PartyRow(
        name=one.name,
        href=address("actor", lang, actor=one.actor),
        others="; ".join(filter(None, [one.known_as, *one.wordings[1:]])),
        kind=actor_kinds()[one.kind].label.read(lang) if one.kind else "",
        is_read=one.is_read,
        counts=list(zip(heads, [*counts, len(rest)], strict=True)),
        total=len(one.named_by),
    )
