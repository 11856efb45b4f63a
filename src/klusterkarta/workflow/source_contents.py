"""What a source holds, as its page lists it: its actors by name, and its priorities, goals, activities and claims."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from klusterkarta.catalogue.selectors.live import live_frames
from klusterkarta.catalogue.selectors.source_rows import RecordRow, record_rows
from klusterkarta.workflow.guarded import without_identity
from klusterkarta.workflow.open_to_all import hidden_among, masked_marks

CONCEPTS = ("priority", "goal", "activity", "subactivity", "claim")
# More than this many are no longer a list that anybody reads on one page.
MOST_CONCEPTS = 1_000

Values = Mapping[tuple[str, str], tuple[str, ...]]
"""(property, language) → what is said, in the source's order."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A record with what the source says of it. `values` is empty while the source is withdrawn."""

    record: RecordRow
    values: Values

    def said(self, code: str, lang: str = "") -> str:
        """The first value of a property: in `lang`, else without a language, else in any; "" for none."""
        found = {language: texts for (name, language), texts in self.values.items() if name == code}
        texts = found.get(lang) or found.get("") or next(iter(found.values()), ())
        return texts[0] if texts else ""


@dataclass(frozen=True, slots=True)
class Concept:
    """A priority, goal, activity or claim, with what stands under it in the plan."""

    row: SourceRow
    under: list["Concept"] = field(default_factory=list)


def actor_rows(source: str, *, after: int = 0, limit: int = 100) -> list[SourceRow]:
    """The source's own rows about actors, by record id after `after`."""
    return _with_values(source, record_rows(source, things=("actor",), after=after, limit=limit))


def concepts_of(source: str) -> dict[str, list[Concept]]:
    """The source's concepts by thing, each under its parent where the source names one; at most 1 000."""
    rows = _with_values(source, record_rows(source, things=CONCEPTS, limit=MOST_CONCEPTS))
    known = {row.record.row_key: Concept(row) for row in rows}
    top: dict[str, list[Concept]] = defaultdict(list)
    for concept in known.values():
        parent = known.get(concept.row.said("parent"))
        if parent is None or parent is concept:
            top[concept.row.record.thing].append(concept)
        else:
            parent.under.append(concept)
    return {thing: top[thing] for thing in CONCEPTS if thing in top}


def _with_values(source: str, records: Sequence[RecordRow]) -> list[SourceRow]:
    """The records with what the source says of them, but for what tells who a sole trader without consent is."""
    ids = [one.id for one in records]
    hidden = sorted({*ids}.intersection(hidden_among(ids)))
    marks = masked_marks(hidden)
    said = without_identity(live_frames(ids, sources=[source]).statements, hidden)
    columns = ("record", "property", "language", "value", "mode")
    values: dict[int, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for record, code, language, value, mode in said.select(columns).iter_rows():
        if mode == "says":
            values[record][code, language].append(value)
    return [
        SourceRow(
            replace(one, row_key=marks.get(one.id, one.row_key)),
            {slot: tuple(texts) for slot, texts in values.get(one.id, {}).items()},
        )
        for one in records
    ]
