"""`klusterkarta compare NAME-OR-ID…`: two to five actors side by side, field by field, each value with its source."""

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from klusterkarta.cli.actors import named_actor
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import open_workspace
from klusterkarta.vocabularies.words import say
from klusterkarta.vocabularies.written import written_value

if TYPE_CHECKING:
    from klusterkarta.workflow.show import PropertyView
    from klusterkarta.workflow.side_by_side import ComparedField, SideBySide


def add_arguments(parser: ArgumentParser) -> None:
    """Whom to compare."""
    parser.add_argument("actors", metavar="NAME-OR-ID", nargs="+")


def run(options: Namespace, out: Output) -> int:
    """Show the actors field by field; exit code 2 for fewer than two, more than five, or unknown ones."""
    open_workspace(options)
    from klusterkarta.workflow.side_by_side import compare_actors

    found = compare_actors([named_actor(one) for one in options.actors])
    for one in found.fields:
        state = f"  [{say(f'compare.{one.agreement}', out.lang)}]" if one.agreement else ""
        out.text(f"{one.field.label.read(out.lang)}{state}")
        for actor, cell in zip(found.actors, one.cells, strict=True):
            out.text(f"  {actor.summary.name}: {_line(one, cell, out.lang)}")
    if found.lacking:
        fields = ", ".join(one.label.read(out.lang) for one in found.lacking)
        out.text(f"{say('compare.lacking', out.lang)}: {fields}")
    out.document(_document(found))
    return 0


def _line(one: "ComparedField", cell: "PropertyView | None", lang: str) -> str:
    if cell is None:
        return say("compare.not_asked", lang)
    if not cell.values:
        return say("compare.silent", lang, letters=", ".join(cell.missing_in))
    values = [value for value in cell.values if value.language in ("", lang)] or cell.values
    return "; ".join(
        f"{written_value(one.field.code, value.value, lang=lang)}{'' if value.shown else ' (-)'} [{value.source}]"
        for value in values
    )


def _document(found: "SideBySide") -> dict[str, Any]:
    from klusterkarta.workflow.plain_json import as_json

    return {
        "actors": [{"id": one.summary.id, "key": one.summary.key, "name": one.summary.name} for one in found.actors],
        "fields": [
            {
                "field": one.field.code,
                "agreement": one.agreement,
                "common": list(one.common),
                "cells": [as_json(cell) if cell else None for cell in one.cells],
            }
            for one in found.fields
        ],
        "lacking": [one.code for one in found.lacking],
    }
