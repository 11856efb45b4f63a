"""`klusterkarta check-setup`: what is there, what is missing, and what to do."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import FORMAT, choose_workspace, load_django, workspace_format
from klusterkarta.settings import current
from klusterkarta.vocabularies.words import say

_BUILD = Path(__file__).parents[2] / "web" / "static" / "klusterkarta" / "build"


def add_arguments(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: Namespace, out: Output) -> int:
    """Check workspace, database, statements, front end and owner; exit code 1 when something is missing."""
    path = choose_workspace(options)
    there = workspace_format(path) == FORMAT
    answers = there and _database_answers()
    checks = {
        "workspace": there,
        "database": answers,
        "statements": answers and _statements_are_whole(),
        "front_end": (_BUILD / "fonts.css").is_file(),
        "owner": bool(current().owner_name and current().owner_contact),
    }
    for name, good in checks.items():
        state = "ok" if good else "--"
        out.text(f"{state}  {say(f'cli.check_{name}', out.lang, path=str(path))}")
    out.document({"checks": checks})
    return 0 if all(checks.values()) else 1


def _database_answers() -> bool:
    load_django()
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def _statements_are_whole() -> bool:
    from klusterkarta.catalogue.selectors.orphans import orphan_statements

    return not orphan_statements()
