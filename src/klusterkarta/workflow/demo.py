"""The Swedish demonstration: its sources collected, resolved, judged and frozen as any user's would be."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from klusterkarta.accounts.services import ROLES, Account, create_user, new_password
from klusterkarta.catalogue.selectors.editions import edition
from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.values.caller import OPERATOR
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.workflow.collect import CollectRequest, collect_file
from klusterkarta.workflow.demo_figures import add_demo_figures
from klusterkarta.workflow.editions import freeze
from klusterkarta.workflow.judge_file import judge_file
from klusterkarta.workflow.progress import Progress, silent
from klusterkarta.workflow.resolve import resolve
from klusterkarta.workflow.search_log import log_file

EVERYTHING = "2023"
_TITLES = {
    "2010": ("Nationell kartläggning 2010", "National map 2010"),
    EVERYTHING: ("Alla källor", "All sources"),
}


class NoDemonstration(Explained):
    """The demonstration's files are not on this machine."""


@dataclass(frozen=True, slots=True)
class CollectedFile:
    """A file of the demonstration, and how many records it gave."""

    file: str
    records: int


@dataclass(frozen=True, slots=True)
class BuiltDemo:
    """What was collected, and the password of each demonstration user: told once, stored nowhere."""

    collected: list[CollectedFile]
    passwords: dict[str, str]


def demo_folder() -> Path:
    """The folder `demo/` of the repository that this package is run from. NoDemonstration where there is none."""
    folder = Path(__file__).parents[3] / "demo"
    if not (folder / "sources.yaml").is_file():
        raise NoDemonstration(Reason("workspace.no_demo_files", {"path": str(folder)}))
    return folder


def is_built() -> bool:
    """Whether the last step of building, the edition of everything, is done."""
    return edition(EVERYTHING) is not None


def build_demo(*, progress: Progress = silent) -> BuiltDemo:
    """Collect every source and figure, resolve, record the reviewed decisions, freeze the editions, make the users.

    Can be run again after it was broken off: what is there already is read again and changes nothing.
    """
    folder = demo_folder()
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))["sources"]
    collected = [_collect(folder, source, name, progress) for source in sources for name in source["files"]]
    resolve(caller=OPERATOR, progress=progress)
    judge_file(folder / "judgements.csv", caller=OPERATOR)
    resolve(caller=OPERATOR, progress=progress)
    log_file(folder / "s3-sokningar-2022.csv", caller=OPERATOR)
    add_demo_figures(folder)
    passwords = _make_users()
    _freeze_editions(sources)
    return BuiltDemo(collected, passwords)


def _collect(folder: Path, source: Mapping[str, Any], name: str, progress: Progress) -> CollectedFile:
    details = {key: value for key, value in source.items() if key not in ("files", "edition")}
    request = CollectRequest(path=folder / name, source=SourceDetails(**details))
    report = collect_file(request, caller=OPERATOR, progress=progress)
    return CollectedFile(name, report.rows_stated)


def _make_users() -> dict[str, str]:
    from klusterkarta.accounts.selectors import account_names

    passwords = {}
    for role in ROLES:
        if f"demo-{role}" not in account_names():
            passwords[f"demo-{role}"] = new_password()
            create_user(Account(name=f"demo-{role}", role=role), passwords[f"demo-{role}"], caller=OPERATOR)
    return passwords


def _freeze_editions(sources: list[Mapping[str, Any]]) -> None:
    for name in sorted({source["edition"] for source in sources if "edition" in source}):
        if edition(name) is None:
            keys = [source["key"] for source in sources if source.get("edition") == name]
            freeze(name, caller=OPERATOR, sources=keys, title_sv=_TITLES[name][0], title_en=_TITLES[name][1])
    if edition(EVERYTHING) is None:
        freeze(EVERYTHING, caller=OPERATOR, title_sv=_TITLES[EVERYTHING][0], title_en=_TITLES[EVERYTHING][1])
