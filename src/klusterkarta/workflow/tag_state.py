"""How actors stand to the register's priorities, and that nobody gives one a fourth."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from klusterkarta.catalogue.selectors.actors import ActorSummary, actors_by_id
from klusterkarta.catalogue.selectors.concepts import priority_names
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.values.first_few import first_few
from klusterkarta.values.reason import Reason
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.kinds import match_kind
from klusterkarta.vocabularies.priorities import PriorityTerm, match_priority
from klusterkarta.workflow.refresh import Touched, writing

MOST_TAGS = 3
REGION = "region"
_NAMED = 3
TAG, WEAK = "priorities", "less_relevant_priorities"


class BadTag(Explained):
    """A tag cannot be set: a fourth, one that is there, an unknown priority, a demotion without a reason."""


@dataclass(frozen=True, slots=True)
class TagState:
    """An actor's priorities, those that are a link only, those denied; and the words that said so, by code."""

    tags: frozenset[str]
    weak: frozenset[str]
    denied: frozenset[str]
    words: Mapping[str, tuple[str, ...]]
    weak_words: Mapping[str, tuple[str, ...]]


NO_TAGS = TagState(frozenset(), frozenset(), frozenset(), {}, {})


def own_terms() -> list[PriorityTerm]:
    """The register's priorities: code and name."""
    return [PriorityTerm(slug(name), (name,)) for name in priority_names()]


def state_of(said: Mapping[str, Mapping[str, Sequence[str]]]) -> TagState:
    """The state by `property/mode` → code → the words that say so."""

    def words(key: str) -> dict[str, tuple[str, ...]]:
        return {code: tuple(dict.fromkeys(values)) for code, values in said.get(key, {}).items()}

    tagged, weak = words(f"{TAG}/says"), words(f"{WEAK}/says")
    strong = frozenset(tagged) - frozenset(weak)
    denied = frozenset(words(f"{TAG}/denies")) - frozenset(tagged)
    return TagState(strong, frozenset(weak), denied, tagged, weak)


def shown_state(summary: ActorSummary, terms: Sequence[PriorityTerm]) -> TagState:
    """How an actor stands by what is shown of it; a wording that is no priority of the register counts as itself."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for field in (TAG, WEAK):
        for value in summary.shown(field):
            said[f"{field}/says"][match_priority(value, terms).code or slug(value)].append(value)
    return state_of(said)


def tag_notes(rows: Iterable[StatedRow]) -> tuple[Reason, ...]:
    """That rows of a source give an actor more priorities than it may have: all is kept, and a person chooses."""
    many = [
        row for row in rows if sum(one.property == TAG and one.mode == "says" for one in row.statements) > MOST_TAGS
    ]
    names = [name for row in many if (name := _name_of(row))]
    if not names:
        return ()
    told: dict[str, str | int] = {"count": len(names), "names": first_few(names, _NAMED), "most": MOST_TAGS}
    return (Reason("tagging.rows_of_many", told),)


@contextmanager
def writing_tags(records: Sequence[int], *, said: Iterable[Stated]) -> Iterator[Touched]:
    """As `refresh.writing`, for what an editor says of these records: nobody gets a fourth priority by it.

    Raises BadTag, and then nothing is written. An actor that sources have given more may keep them, and gets no more; a
    region has as many as its strategy.
    """
    if not any(one.property in (TAG, WEAK) for one in said):
        with writing() as touched:
            yield touched
        return
    with transaction.atomic():
        before = _states(records)
        with writing() as touched:
            yield touched
        after = _states(sorted({*records, *touched.records}))
        for actor, (name, state) in after.items():
            _check(name, state, had=before[actor][1].tags if actor in before else frozenset())


def _name_of(row: StatedRow) -> str:
    """The name of a row's actor; "" for a region, which has as many priorities as its strategy."""
    said = {one.property: one.value for one in reversed(row.statements)}
    region = match_kind(said.get("kind", "")).code == REGION
    return "" if region or row.thing != "actor" else said.get("name", row.row_key)


def _states(records: Sequence[int]) -> dict[int, tuple[str, TagState]]:
    terms = own_terms()
    found = actors_by_id(set(targets_of(records).values()))
    return {
        actor: (summary.name, shown_state(summary, terms)) for actor, summary in found.items() if summary.kind != REGION
    }


def _check(name: str, state: TagState, *, had: frozenset[str]) -> None:
    if len(state.tags) > MOST_TAGS and not state.tags <= had:
        words = sorted(state.words[code][0] for code in state.tags)
        raise BadTag(Reason("tagging.too_many", {"actor": name, "most": MOST_TAGS, "priorities": "; ".join(words)}))
