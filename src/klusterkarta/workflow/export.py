"""Lists of actors out of the register or an edition: as a workbook and as text."""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.editions import keys_of_actors
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.publishing.about_sheet import ListFacts
from klusterkarta.publishing.actor_table import FACETS, STATED
from klusterkarta.publishing.csv_list import write_csv_list
from klusterkarta.publishing.master_list import GatheredList, gather_list, write_gathered
from klusterkarta.settings import current
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.editions import read_edition, snapshot
from klusterkarta.workflow.snapshots import listed_snapshot

_LOCAL = ZoneInfo("Europe/Stockholm")


class UnknownExport(Explained):
    """No exported file has that name, or no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReport:
    """What was written: the file's name and size in bytes, and how many actors it lists."""

    file: str
    bytes: int
    actors: int


def export_xlsx(
    out: Path,
    *,
    caller: Caller,
    language: str = "sv",
    edition: str | None = None,
    actors: Sequence[int] | None = None,
) -> ExportReport:
    """Write the master list to `out`: of an edition (None: the register now), all actors or those with these ids.

    Ids are the register's, also for an edition: the actors are found there by their records. The file holds what
    anybody may see: no personal statement, no work note, no sole trader without consent. Raises NotAllowed,
    UnknownEdition, EditionUnreadable, and then leaves `out` as it was.
    """
    gathered, facts = _gathered(edition, actors, caller, language=language)
    return written_whole(out, lambda path: write_gathered(path, gathered, facts=facts))


def export_csv(
    out: Path,
    *,
    caller: Caller,
    language: str = "sv",
    edition: str | None = None,
    actors: Sequence[int] | None = None,
) -> ExportReport:
    """Write the same actors as text for a spreadsheet program to `out`; takes and raises what `export_xlsx` does."""
    shot, chosen = _chosen(edition, actors, caller)

    def write(path: Path) -> int:
        return write_csv_list(path, shot, language=language, actors=chosen)

    return written_whole(out, write)


def new_export_path(
    ending: str, *, language: str = "sv", edition: str | None = None, title: str = "export.master_list"
) -> Path:
    """A file name in the workspace's exports that nobody can guess and no other export has; `title`: the words' key."""
    folder = current().workspace / "exports"
    folder.mkdir(parents=True, exist_ok=True)
    of = edition or timezone.now().astimezone(_LOCAL).date().isoformat()
    return folder / f"{slug(say(title, language))}-{of}-{secrets.token_hex(6)}.{ending}"


def exported_file(name: str) -> Path:
    """A file that a job has exported, by the name in its result. Raises UnknownExport."""
    folder = (current().workspace / "exports").resolve()
    path = (folder / name).resolve()
    if path.parent != folder or not path.is_file():
        raise UnknownExport(Reason("export.no_file", {"file": name}))
    return path


def _chosen(edition: str | None, actors: Sequence[int] | None, caller: Caller) -> tuple[Snapshot, list[int] | None]:
    """The snapshot and the numbers of the chosen actors in it."""
    check_allowed(caller, "export")
    shot = listed_snapshot(STATED, facets=FACETS) if edition is None else snapshot(edition)
    if actors is None:
        return shot, None
    if edition is None:
        return shot, list(actors)
    # The reader chose among today's actors; the edition has them by their records.
    keyed = shot.records.filter(pl.col("key").is_in(keys_of_actors(actors)))
    return shot, keyed.join(shot.members, on="record")["actor"].unique().sort().to_list()


def _gathered(
    edition: str | None, actors: Sequence[int] | None, caller: Caller, *, language: str
) -> tuple[GatheredList, ListFacts]:
    """What the list says and what is said of it; the snapshot is let go before anything is written."""
    shot, chosen = _chosen(edition, actors, caller)
    return gather_list(shot, language, actors=chosen), _facts(edition, language, shot, chosen)


def _facts(edition: str | None, language: str, shot: Snapshot, actors: list[int] | None) -> ListFacts:
    title, rule = "", choosing_rule().version
    if edition is not None:
        manifest = read_edition(edition)
        title, rule = manifest.title[language], manifest.rule_version
        title = f"{title} ({edition})" if title else edition
    chosen = "" if actors is None else say("export.part_of_register", language, count=len(actors))
    return ListFacts(
        edition=title,
        taken_at=_local(shot.taken_at),
        made_at=_local(timezone.now()),
        rule_version=rule,
        selection=chosen,
    )


def written_whole(out: Path, write: Callable[[Path], int]) -> ExportReport:
    """Write beside the place and put it there whole, so that no half a file is ever found."""
    aside = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        actors = write(aside)
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)
    return ExportReport(file=out.name, bytes=out.stat().st_size, actors=actors)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_LOCAL)
