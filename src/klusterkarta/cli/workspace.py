"""Open a workspace: its settings, its format, Django."""

import json
from argparse import Namespace
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from klusterkarta.cli.failures import NotThere
from klusterkarta.settings import current, use, write_secret_key
from klusterkarta.values.reason import Reason

FORMAT = 4
_FILE = "workspace.json"


def choose_workspace(options: Namespace, *, default: str = "") -> Path:
    """Make the workspace that `--workspace` (else KLUSTERKARTA_WORKSPACE, else `default`) names the one in force."""
    settings = current()
    named = options.workspace or (default if settings.workspace == Path("workspace").absolute() else "")
    if named:
        use(replace(settings, workspace=Path(named).expanduser().absolute()))
    return current().workspace


def open_workspace(options: Namespace, *, default: str = "") -> Path:
    """Choose a workspace, check that it can be used, load Django. NotThere when none there fits."""
    path = choose_workspace(options, default=default)
    found = workspace_format(path)
    if found is None:
        raise NotThere(Reason("workspace.none", {"path": str(path)}))
    if found != FORMAT:
        code = "workspace.older" if found < FORMAT else "workspace.newer"
        raise NotThere(Reason(code, {"path": str(path), "found": found, "expected": FORMAT}))
    load_django()
    return path


def make_workspace(path: Path) -> bool:
    """Make a workspace with its key and an empty register; False when there is one already."""
    if workspace_format(path) is not None:
        return False
    path.mkdir(parents=True, exist_ok=True)
    write_secret_key(path)
    load_django()
    migrate()
    write_format(path)
    return True


def workspace_format(path: Path) -> int | None:
    """The format number of the workspace in a folder; None when there is none."""
    try:
        return int(json.loads((path / _FILE).read_text(encoding="utf-8"))["format"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise NotThere(
            Reason("workspace.unreadable", {"path": str(path / _FILE), "problem": str(problem)})
        ) from problem


def write_format(path: Path) -> None:
    """Note the present format in the workspace; the last step of making or upgrading one."""
    made = datetime.now(UTC).isoformat(timespec="seconds")
    (path / _FILE).write_text(json.dumps({"format": FORMAT, "since": made}) + "\n", encoding="utf-8")


def load_django() -> None:
    """Load Django with the settings in force."""
    import django
    from django.conf import settings
    from django.core.management.base import handle_default_options

    if not settings.configured:
        # What `manage.py --settings` does: Django itself finds the module by its environment variable.
        handle_default_options(Namespace(settings="klusterkarta.web.settings", pythonpath=None))
    django.setup()


def migrate() -> None:
    """Bring the register's tables to the present form."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
