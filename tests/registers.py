"""Small registers for tests, made through the same services as any user's data."""

from collections.abc import Mapping, Sequence

from klusterkarta.catalogue.models import Actor, Facet, Judgement, Membership, Record
from klusterkarta.catalogue.services.judgements import Verdict, judge
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, publish_reading, stage_rows
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.workflow.refresh import writing

Rows = Mapping[str, Mapping[str, str]]


def stated_row(key: str, values: Mapping[str, str], *, thing: str = "actor") -> StatedRow:
    """A row from {property: value}, `name/en` in English; several values of one property are joined by ` | `."""
    said = [
        Stated(
            code,
            one,
            language=language,
            relation=profile_fields()[code].relation,
            personal=profile_fields()[code].personal,
            place=f"p. {key}",
        )
        for name, text in values.items()
        for code, _, language in [name.partition("/")]
        for one in text.split(" | ")
        if one
    ]
    return StatedRow(key, thing, f"p. {key}", tuple(said))


def collect_rows(
    source: str,
    rows: Rows,
    *,
    covers: Sequence[str] = (),
    thing: str = "actor",
    trust: int = 50,
    published_on: str = "",
) -> int:
    """Collect rows into a source and publish them; the reading's id."""
    details = SourceDetails(key=source, title_sv=source, trust=trust, published_on=published_on)
    source_id = ensure_source(details, caller=OPERATOR)
    properties = {name.partition("/")[0] for values in rows.values() for name in values} | set(covers)
    reading = begin_reading(ReadingDetails(source_id=source_id, properties=sorted(properties)), caller=OPERATOR)
    stage_rows(reading, [stated_row(key, values, thing=thing) for key, values in rows.items()])
    with writing() as touched:
        touched.add(publish_reading(reading, caller=OPERATOR))
    return reading


def record_id(key: str) -> int:
    """The id of the record `source:row_key`."""
    source, _, row_key = key.partition(":")
    return Record.objects.get(source__key=source, row_key=row_key).pk


def say(left: str, right: str, verdict: str = "same") -> None:
    """Judge two records, by key."""
    with writing() as touched:
        touched.add(judge([Verdict(left=record_id(left), right=record_id(right), verdict=verdict)], caller=OPERATOR))


def canonical_state() -> dict[str, object]:
    """Everything derived, by keys instead of ids: equal for registers that mean the same."""
    keys = {one.pk: f"{one.source.key}:{one.row_key}" for one in Record.objects.select_related("source")}
    actors = {one.pk: one for one in Actor.objects.all()}
    return {
        "members": {
            keys[record]: keys[actor] for record, actor in Membership.objects.values_list("record_id", "actor_id")
        },
        "names": {one.key: one.name for one in actors.values()},
        "values": {one.key: _values(one.values, keys) for one in actors.values()},
        "contradictions": {one.key for one in actors.values() if one.contradiction},
        "facets": sorted(
            (one.key, f, c, s)
            for one in actors.values()
            for f, c, s in Facet.objects.filter(profile=one.profile_id).values_list("facet", "code", "certainty")
        ),
    }


def _values(values: Mapping[str, Mapping[str, object]], keys: Mapping[int, str]) -> dict[str, object]:
    return {
        code: (
            slot["conflict"],
            [(one["value"], one["language"], keys[one["record"]], one["reason"]) for one in slot["shown"]],
        )  # type: ignore[attr-defined]
        for code, slot in values.items()
    }


def latest_judgements() -> list[Judgement]:
    """The judgements, newest first."""
    return list(Judgement.objects.order_by("-pk"))
