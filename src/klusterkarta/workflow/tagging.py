"""Tags proposed to a person: at most three priorities for each actor, accepted, rejected or demoted (R32, R34)."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from klusterkarta.analysis.tagging import (
    LEAST_DECIDED,
    Model,
    Notion,
    Support,
    Text,
    fit,
    held_out,
    reliability,
    spoken_for,
    supports,
    total,
)
from klusterkarta.analysis.tagging_words import beginnings, may_hold
from klusterkarta.catalogue.selectors.actors import actor_of_record, actors_by_id
from klusterkarta.catalogue.selectors.sources import reading_view, source_view
from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import Stated
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.concepts import Concept, Concepts
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow.collect import undo
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.tag_snapshot import TEXTS, tag_snapshot
from klusterkarta.workflow.tag_state import (
    MOST_TAGS,
    NO_TAGS,
    TAG,
    WEAK,
    BadTag,
    TagState,
    own_terms,
    shown_state,
    state_of,
)

# What the site and the commands need of the workshop comes through here.
__all__ = ["LEAST_DECIDED", "BadTag", "Support"]

LEAST_PROBABILITY = 0.3
_FIELDS = dict(zip(TEXTS, ("name", "name", "sector", "sector", "description"), strict=True))
_LONGEST_WHY = 150


@dataclass(frozen=True, slots=True)
class Proposal:
    """A priority for an actor, how probable, and the words that speak for and against it."""

    priority: str
    probability: float
    supports: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class TaggedActor:
    """An actor, the priorities it has (codes), those it has as a weaker find, those denied, and what is proposed."""

    id: int
    name: str
    tags: tuple[str, ...]
    weak: tuple[str, ...]
    denied: tuple[str, ...]
    proposals: tuple[Proposal, ...]

    @property
    def has_too_many(self) -> bool:
        """Whether its sources give it more priorities than an actor may have: a person has to choose."""
        return len(self.tags) > MOST_TAGS

    @property
    def is_full(self) -> bool:
        """Whether it has as many priorities as an actor may have."""
        return len(self.tags) >= MOST_TAGS


@dataclass(frozen=True, slots=True)
class Tagging:
    """What is proposed: priorities by code, actors with something proposed or tagged, and the model behind it.

    `decided`: how many actors it learned from; 0 where they are too few, and the probabilities a first guess.
    """

    names: Mapping[str, str]
    actors: tuple[TaggedActor, ...]
    model: Model
    held_out: tuple[tuple[float, bool], ...]

    @property
    def decided(self) -> int:
        """How many actors the curve is fitted to."""
        return self.model.curve.decided


def tagging_now(*, least: float = LEAST_PROBABILITY, edition: str | None = None) -> Tagging:
    """Proposals by the register now, for actors that some source describes, regions apart. Raises UnknownEdition."""
    return tagging_of(tag_snapshot(edition), least=least)


def tagging_of(taken: Snapshot, *, least: float = LEAST_PROBABILITY) -> Tagging:
    """Proposals for a snapshot. Of the priorities that reach the least probability the likeliest are proposed, so many
    that the actor has three with those it has; none that it has, that was denied to it, or that is a weaker find.
    """
    names = _priorities(taken)
    said = _said(taken)
    state = _state(taken, names)
    decided = {actor: one.tags for actor, one in state.items() if one.tags or one.denied or one.weak}
    known = workspace_concepts()
    notions = {code: _notions(name, known) for code, name in names.items()}
    wanted = beginnings(notion.words for own in notions.values() for notion in own)
    # Who has none of these words is not read: of 100 000 actors most.
    speaking = _speaking(said, wanted) | decided.keys()
    texts = _texts(said, speaking)
    model = fit(texts, notions, decided=decided, silent=said["actor"].n_unique() - len(texts))
    learned = frozenset(word for words in model.learned.values() for word in words)
    if learned:
        texts = _texts(said, speaking | _speaking(said, learned))
    shown_names = _names(said)
    actors = [_tagged(one, shown_names[one.actor], model, state.get(one.actor, NO_TAGS), least=least) for one in texts]
    kept = sorted((one for one in actors if one.proposals or one.tags or one.weak), key=_likeliest)
    return Tagging(names, tuple(kept), model, tuple(held_out(texts, model, decided=decided)))


def reliability_of(found: Tagging) -> list[tuple[float, float, int]]:
    """(mean probability, share right, number) in five bins, each actor left out of its own learning; else []."""
    return reliability(found.held_out) if found.decided else []


def accept_tag(actor: int, priority: str, *, caller: Caller) -> int:
    """Give the actor the priority, as the editor's own word; the reading, which can be undone.

    Raises NotAllowed, and BadTag for a fourth priority, one that it has, and an unknown one.
    """
    name, state = _asked(actor, priority, caller)
    if slug(name) in state.tags:
        raise BadTag(Reason("tagging.has_it", {"priority": name}))
    if len(state.tags) >= MOST_TAGS:
        raise BadTag(Reason("tagging.fourth", {"priority": name, "most": MOST_TAGS}))
    lifted = [Stated(WEAK, word, mode="denies") for word in state.weak_words.get(slug(name), ())]
    return edit_actor(actor, [Stated(TAG, name), *lifted], caller=caller)


def reject_tag(actor: int, priority: str, *, caller: Caller) -> int:
    """Say that the priority is not the actor's, whoever said so; the reading, which can be undone."""
    name, state = _asked(actor, priority, caller)
    words = state.words.get(slug(name), ()) or (name,)
    return edit_actor(actor, [Stated(TAG, word, mode="denies") for word in words], caller=caller)


def demote_tag(actor: int, priority: str, *, why: str, caller: Caller) -> int:
    """Let the actor stand under the priority as a link only, for a reason; the reading, which can be undone.

    Raises NotAllowed, and BadTag without a reason.
    """
    name, _ = _asked(actor, priority, caller)
    if not why.strip():
        raise BadTag(Reason("tagging.demote_why", {"priority": name}))
    return edit_actor(actor, [Stated(WEAK, name, place=why.strip()[:_LONGEST_WHY])], caller=caller)


def take_back_tag(reading: int, *, caller: Caller) -> None:
    """Undo a decision by its reading. Raises NotAllowed, and BadTag for a reading that is no editor's or is undone."""
    check_allowed(caller, "edit_actor")
    view = reading_view(reading)
    source = source_view(view.source) if view else None
    if view is None or source is None or source.kind != "editor" or view.state != "published":
        raise BadTag(Reason("tagging.no_decision", {"reading": reading}))
    undo(reading, caller=caller)


def _asked(actor: int, priority: str, caller: Caller) -> tuple[str, TagState]:
    """The priority's name and how the actor stands. Raises NotAllowed and BadTag."""
    check_allowed(caller, "edit_actor")
    terms = own_terms()
    names = {term.code: term.names[0] for term in terms}
    code = priority if priority in names else match_priority(priority, terms).code
    if code is None:
        raise BadTag(Reason("tagging.unknown", {"found": priority[:200], "known": "; ".join(names.values())}))
    own = actor_of_record(actor)
    if own is None:
        raise BadTag(Reason("tagging.no_actor", {"actor": actor}))
    return names[code], shown_state(actors_by_id([own])[own], terms)


def _state(taken: Snapshot, names: Mapping[str, str]) -> dict[int, TagState]:
    terms = [PriorityTerm(code, (name,)) for code, name in names.items()]
    rows = taken.values.filter(pl.col("property").is_in([TAG, WEAK]))
    found: dict[int, dict[str, dict[str, list[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    read: dict[str, str | None] = {}
    for actor, code, value, mode, shown in rows.select("actor", "property", "value", "mode", "shown").iter_rows():
        meant = read.setdefault(value, match_priority(value, terms).code)
        if meant is not None and (shown or mode == "denies"):
            found[actor][f"{code}/{mode}"][meant].append(value)
    return {actor: state_of(said) for actor, said in found.items()}


def _priorities(taken: Snapshot) -> dict[str, str]:
    """Code → name of every priority, in the order in which they came."""
    things = taken.records.filter(pl.col("thing") == "priority").select("record")
    said = taken.statements.join(things, on="record", how="semi").filter(
        (pl.col("property") == "name") & (pl.col("language") == "") & (pl.col("mode") == "says")
    )
    last = said.sort("statement").unique("record", keep="last", maintain_order=True).sort("record")
    found: dict[str, str] = {}
    for name in last["value"].to_list():
        if code := slug(name):
            found.setdefault(code, name)
    return found


def _said(taken: Snapshot) -> pl.DataFrame:
    """actor, property and value of the own words of actors that have a name, regions apart, in their order."""
    described = taken.records.filter(pl.col("thing") == "actor").join(taken.members, on="record").select("actor")
    regions = taken.facets.filter((pl.col("facet") == "kind") & (pl.col("code") == "region"))
    shown = taken.values.filter(pl.col("shown") & (pl.col("mode") == "says") & pl.col("property").is_in(TEXTS))
    own = shown.join(described, on="actor", how="semi").join(regions, on="actor", how="anti")
    named = own.filter(pl.col("property") == "name")
    ordered = own.join(named, on="actor", how="semi").sort("actor", "position", "property", "language", "statement")
    return ordered.select("actor", "property", "value")


def _speaking(said: pl.DataFrame, words: Collection[str]) -> set[int]:
    """The actors whose words are, begin or end with one of these; more than need be, never fewer."""
    values = said["value"].unique()
    holding = values.filter(may_hold(values, words)).to_frame("value")
    return set(said.join(holding, on="value", how="semi")["actor"].to_list())


def _texts(said: pl.DataFrame, actors: Collection[int]) -> list[Text]:
    among = pl.Series(list(actors), dtype=pl.Int64).implode()
    fields = pl.col("property").replace_strict(_FIELDS, return_dtype=pl.String).alias("field")
    own = said.filter(pl.col("actor").is_in(among)).group_by("actor", fields, maintain_order=True)
    found: dict[int, dict[str, str]] = {}
    for actor, field, text in own.agg(pl.col("value").str.join(". ")).iter_rows():
        found.setdefault(actor, {})[field] = text
    return [Text(actor, texts) for actor, texts in found.items()]


def _names(said: pl.DataFrame) -> dict[int, str]:
    names = said.filter(pl.col("property") == "name").unique("actor", keep="first", maintain_order=True)
    return dict(names.select("actor", "value").iter_rows())


def _notions(name: str, concepts: Concepts) -> list[Notion]:
    """The priority's own name and the notions that its concept includes or leaves out; without a concept the name."""
    concept = next((one for one in concepts.meant_by(name) if one.priority), None)
    own = [Notion(slug(name), concept.all_words if concept else (name,))]
    if concept is None or concept.priority is None:
        return own
    known = concepts.by_key
    included = [_notion(known[key]) for key in concept.priority.included if key in known]
    return [*own, *included, *(_notion(known[key], excluded=True) for key in concept.priority.excluded if key in known)]


def _notion(concept: Concept, *, excluded: bool = False) -> Notion:
    return Notion(concept.key, concept.all_words, excluded)


def _tagged(text: Text, name: str, model: Model, state: TagState, *, least: float) -> TaggedActor:
    open_ones = spoken_for(model, text) - state.tags - state.weak - state.denied
    found = [_proposal(text, model, code) for code in open_ones]
    likely = [one for one in found if one.probability >= least and any(word.weight > 0 for word in one.supports)]
    room = max(0, MOST_TAGS - len(state.tags))
    best = sorted(likely, key=lambda one: (-one.probability, one.priority))[:room]
    return TaggedActor(
        text.actor, name, tuple(sorted(state.tags)), tuple(sorted(state.weak)), tuple(sorted(state.denied)), tuple(best)
    )


def _proposal(text: Text, model: Model, code: str) -> Proposal:
    found = supports(model, text, priority=code)
    return Proposal(code, model.curve.probability(total(found)), tuple(found))


def _likeliest(one: TaggedActor) -> tuple[bool, float, str]:
    """Those with too many first, then the surest proposals."""
    surest = max((proposal.probability for proposal in one.proposals), default=-1.0)
    return (not one.has_too_many, -surest, one.name)
