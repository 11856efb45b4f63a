"""What the page of radars shows."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link
from klusterkarta.web.rendering import Page
from klusterkarta.web.take_away import TakeAway, source_line
from klusterkarta.workflow.radars import Overlaid, Overlay


@dataclass(frozen=True, slots=True)
class RadarChoice:
    """An initiative to tick."""

    id: int
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RoundChoices:
    """The initiatives of a round."""

    title: str
    opened_on: str
    open: bool
    choices: list[RadarChoice]


@dataclass(frozen=True, kw_only=True)
class RadarsPage(Page):
    """Radars over each other. `over_time`: initiatives that several rounds have assessed."""

    template: ClassVar[str] = "radars/page.html"
    section: ClassVar[str] = "assessment"
    name: ClassVar[str] = "radars"

    action: str
    found: Overlay | None
    not_asked: str
    rounds: list[RoundChoices]
    over_time: list[Link]
    error: str
    take: TakeAway


def radars_page(
    known: Sequence[Overlaid], found: Overlay | None, *, lang: str, chosen: Sequence[int] = (), error: str = ""
) -> RadarsPage:
    """The page with what is chosen, or with what was refused."""
    query = [("one", str(one)) for one in chosen]
    not_asked = ", ".join(found.not_asked) if found else ""
    return RadarsPage(
        title=say("radar.title", lang),
        lead=say("radar.lead", lang),
        action=address("radars", lang),
        found=found,
        not_asked=say("radar.not_asked", lang, names=not_asked) if not_asked else "",
        rounds=_rounds(known, chosen),
        over_time=_over_time(known, lang),
        error=error,
        take=TakeAway(
            source_line=source_line(lang),
            table="radar-table" if found else "",
            csv=True,
            picture=address("radars-picture", lang, query=query) if found else "",
            name="radar",
        ),
    )


def radars_address(candidates: Sequence[int], lang: str) -> str:
    """The page with these initiatives."""
    return address("radars", lang, query=[("one", str(one)) for one in candidates])


def _rounds(known: Sequence[Overlaid], chosen: Sequence[int]) -> list[RoundChoices]:
    by_round: dict[int, list[Overlaid]] = {}
    for one in known:
        by_round.setdefault(one.round_id, []).append(one)
    return [
        RoundChoices(
            own[0].round_title,
            own[0].opened_on,
            len(by_round) == 1 or any(one.candidate in chosen for one in own),
            [RadarChoice(one.candidate, one.name, one.candidate in chosen) for one in own],
        )
        for own in by_round.values()
    ]


def _over_time(known: Sequence[Overlaid], lang: str) -> list[Link]:
    times = Counter(one.actor for one in known)
    names = {one.actor: one.name for one in reversed(known)}
    return [
        Link(say("radar.over_time", lang, name=names[actor]), address("radars", lang, query=[("actor", str(actor))]))
        for actor, count in times.items()
        if count > 1
    ]
