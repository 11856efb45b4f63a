"""`klusterkarta upgrade`: bring an older workspace to the present format, after a copy of its register."""

import sqlite3
from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from klusterkarta.cli.failures import NotThere
from klusterkarta.cli.output import Output
from klusterkarta.cli.workspace import FORMAT, choose_workspace, load_django, migrate, workspace_format, write_format
from klusterkarta.settings import current
from klusterkarta.values.reason import Reason


def add_arguments(parser: ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: Namespace, out: Output) -> int:
    """Copy the register (SQLite) aside, migrate, work out anew what follows from it, note the new format."""
    path = choose_workspace(options)
    found = workspace_format(path)
    if found is None:
        raise NotThere(Reason("workspace.none", {"path": str(path)}))
    if found > FORMAT:
        raise NotThere(Reason("workspace.newer", {"path": str(path), "found": found, "expected": FORMAT}))
    copy = _copy_aside(found)
    load_django()
    migrate()
    from klusterkarta.workflow.refresh import rebuild

    # What follows from the statements may be more than the older program worked out.
    rebuild()
    write_format(path)
    if copy is not None:
        out.line("cli.copied_aside", path=str(copy))
    out.line("cli.upgraded", found=found, now=FORMAT)
    out.document({"from": found, "to": FORMAT, "copy": str(copy) if copy else None})
    return 0


def _copy_aside(found: int) -> Path | None:
    """A consistent copy of the SQLite register; None on PostgreSQL, whose own tools make one."""
    register = current().register_path
    if current().database_url or not register.exists():
        return None
    copy = register.with_name(f"{register.stem}-before-format-{FORMAT}-from-{found}{register.suffix}")
    with closing(sqlite3.connect(register)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    return copy
