"""`klusterkarta show NAME-OR-ID`: one actor, each value with its source and date."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.failures import BadCall
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.kinds import relation_kinds
from klusterkarta.vocabularies.relation_reading import relation_direction
from klusterkarta.vocabularies.source_places import written_place
from klusterkarta.vocabularies.words import say

if TYPE_CHECKING:
    from klusterkarta.workflow.show import ActorPage, ValueView


def add_arguments(parser: ArgumentParser) -> None:
    """Whom to show, and whether with personal data."""
    parser.add_argument("actor", metavar="NAME-OR-ID")
    parser.add_argument("--personal", action="store_true", help=say("cli.help_personal", "en"))


def run(options: Namespace, out: Output) -> int:
    """Show one actor; several of one name are listed, with exit code 2."""
    open_workspace(options)
    page = _page(options.actor, personal=options.personal)
    out.text(f"{page.summary.name}  ({page.summary.id}, {page.summary.key})")
    for slot in page.properties:
        field = profile_fields().get(slot.code)
        label = field.label.read(out.lang) if field else slot.code
        out.text(f"{label}{' (!)' if slot.conflict else ''}")
        for value in slot.values:
            out.text(f"  {'*' if value.shown else ' '} {value.value}  [{_said(value, out.lang)}]")
        for source in slot.missing_in:
            out.text(f"    {say('cli.missing_in', out.lang, source=source)}")
    for relation in page.relations:
        turned = relation_direction(relation.relation, relation.property, outgoing=relation.outgoing)
        words = relation_kinds()[relation.relation].read(out.lang, direction=turned)
        out.text(f"{words}: {relation.other_name}{' (?)' if relation.open else ''}")
    out.document(_document(page))
    return 0


def _page(wanted: str, *, personal: bool) -> "ActorPage":
    from klusterkarta.workflow.show import show_actor

    page = show_actor(named_actor(wanted), caller=OPERATOR if personal else PUBLIC)
    if page is None:
        raise BadCall(Reason("call.no_actor", {"name": wanted, "found": ""}))
    return page


def _said(value: "ValueView", lang: str) -> str:
    why = say(f"cli.value_{value.reason}", lang) if value.reason else ""
    parts = (value.source, written_place(value.place, lang), value.observed_on or value.read_on, why)
    return ", ".join(part for part in parts if part)


def _document(page: "ActorPage") -> dict[str, Any]:
    from klusterkarta.workflow.plain_json import as_json

    return {
        "id": page.summary.id,
        "key": page.summary.key,
        "name": page.summary.name,
        "kind": page.summary.kind,
        "properties": [as_json(one) for one in page.properties],
        "relations": [as_json(one) for one in page.relations],
        "records": [as_json(one) for one in page.records],
        "judgements": [as_json(one) for one in page.judgements],
    }
