"""Editions: freeze the register under a name, and read it, or what was frozen, as one and the same Snapshot."""

import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

import polars as pl

from klusterkarta.catalogue.selectors import editions as listed
from klusterkarta.catalogue.selectors.editions import EditionView
from klusterkarta.catalogue.services.editions import EditionExists, record_edition
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.settings import current
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Snapshot
from klusterkarta.values.reason import Reason
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.workflow import edition_files as files
from klusterkarta.workflow.compared_snapshot import COMPARED, compared_now, compared_then
from klusterkarta.workflow.comparison import Comparison, compare_snapshots
from klusterkarta.workflow.edition_tables import snapshot_of, tables_of
from klusterkarta.workflow.snapshots import live_snapshot

LONGEST_NAME = 60
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
# Names that Windows keeps for devices, with or without an ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_UNFINISHED = ".making-"
_ABANDONED_AFTER = 3600.0


class BadEditionName(Explained):
    """The name cannot be used for an edition; the reason says why and may propose another."""


class UnknownEdition(Explained):
    """No edition has that name."""


class UnknownEditionSource(Explained):
    """An edition was asked for of a source that the register does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    name: str
    title: dict[str, str]
    sources: tuple[str, ...] | None


def freeze(
    name: str, *, caller: Caller, sources: Sequence[str] | None = None, title_sv: str = "", title_en: str = ""
) -> EditionView:
    """Freeze the register under a name: all sources that are not withdrawn, or only those in `sources`.

    The files are written aside and put in their place, whole, when the list names the edition.

    Raises BadEditionName, EditionExists, UnknownEditionSource, NotAllowed. The same register frozen twice with the
    same program gives the same tables, byte by byte, and the same SHA-256 with any database and any version.
    """
    check_allowed(caller, "freeze_edition")
    check_name(name)
    if listed.edition(name) is not None:
        raise EditionExists(Reason("edition.exists", {"name": name}))
    if missing := listed.unknown_sources(sources or ()):
        raise UnknownEditionSource(Reason("edition.unknown_source", {"source": missing[0]}))
    chosen = None if sources is None else tuple(sorted(set(sources)))
    wanted = _Wanted(name=name, title={"sv": title_sv, "en": title_en}, sources=chosen)
    frozen = live_snapshot(sources=chosen)
    place = edition_folder(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{name}-", dir=place.parent))
    try:
        details = _details(wanted, _write(aside, wanted, frozen), frozen)
        record_edition(details, caller=caller, place=lambda: _put(aside, place))
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return details


def compare(before: str | None, after: str | None) -> Comparison:
    """What differs between two editions; None is the register as it is now. Raises as `snapshot` does."""
    earlier = _compared(before)
    return compare_snapshots(earlier, earlier if after == before else _compared(after))


def snapshot(edition: str | None = None) -> Snapshot:
    """The edition of that name, or for None the live register, as frames. Raises UnknownEdition, EditionUnreadable.

    Numbers in an edition's snapshot are its own (see `edition_tables.snapshot_of`); what is to be found again in
    another snapshot goes by key.
    """
    if edition is None:
        return live_snapshot()
    manifest = read_edition(edition)
    tables = files.read_tables(edition_folder(edition), manifest)
    return snapshot_of(tables, edition=edition, taken_at=files.frozen_moment(manifest))


def read_edition(name: str) -> files.Manifest:
    """The manifest of an edition. Raises UnknownEdition, EditionUnreadable."""
    if listed.edition(name) is None:
        known = ", ".join(view.name for view in listed.list_editions())
        code = "edition.unknown" if known else "edition.none_yet"
        raise UnknownEdition(Reason(code, {"name": name, "known": known}))
    return files.read_manifest(edition_folder(name))


def check_edition(name: str) -> files.Manifest:
    """The manifest of an edition whose rows are those that were frozen, by the sum that the register noted then.

    Raises UnknownEdition, and EditionUnreadable naming the tables that differ.
    """
    manifest = read_edition(name)
    changed = files.changed_tables(files.read_tables(edition_folder(name), manifest), manifest)
    sums = {table: described["sha256"] for table, described in manifest.tables.items()}
    noted = listed.edition(name)
    if not changed and noted is not None and files.whole_sum(sums) != noted.sha256:
        changed = [files.MANIFEST]
    if changed:
        raise files.EditionUnreadable(Reason("edition.altered", {"name": name, "files": ", ".join(changed)}))
    return manifest


def check_name(name: str) -> None:
    """Raise BadEditionName unless the name can be a folder and an address everywhere.

    >>> check_name("2023-hosten")
    >>> check_name("Hösten 2023")
    Traceback (most recent call last):
        ...
    klusterkarta.workflow.editions.BadEditionName: “Hösten 2023” cannot name an edition. ... “hosten-2023” will do.
    """
    if len(name) <= LONGEST_NAME and _NAME.fullmatch(name) and not _DEVICES.fullmatch(name):
        return
    near = slug(name, longest=LONGEST_NAME)
    usable = near and near != name and not _DEVICES.fullmatch(near)
    code = "edition.bad_name_proposed" if usable else "edition.bad_name"
    raise BadEditionName(Reason(code, {"name": name[:200], "longest": LONGEST_NAME, "proposal": near}))


def edition_folder(name: str) -> Path:
    """Where the files of an edition lie."""
    return current().workspace / "editions" / name


def sweep_unfinished() -> int:
    """Remove what a freeze that was killed left aside an hour ago or more; how many."""
    oldest = time.time() - _ABANDONED_AFTER
    left = [path for path in edition_folder("").glob(f"{_UNFINISHED}*") if path.stat().st_mtime < oldest]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def _compared(edition: str | None) -> Snapshot:
    """What of `snapshot` a comparison needs."""
    if edition is None:
        return compared_now()
    manifest = read_edition(edition)
    tables = files.read_tables(edition_folder(edition), manifest, columns=COMPARED)
    return compared_then(tables, edition=edition, taken_at=files.frozen_moment(manifest))


def _write(folder: Path, wanted: _Wanted, frozen: Snapshot) -> files.Manifest:
    tables = tables_of(frozen)
    described = files.write_tables(folder, tables)
    manifest = files.Manifest(
        name=wanted.name,
        title=wanted.title,
        frozen_at=frozen.taken_at.astimezone(UTC).isoformat(timespec="seconds"),
        rule_version=choosing_rule().version,
        chosen_sources=wanted.sources,
        sources=tuple(tables["sources"].to_dicts()),
        actors=_count_actors(frozen),
        tables=described,
        sha256=files.whole_sum({name: table["sha256"] for name, table in described.items()}),
    )
    files.write_manifest(folder, manifest)
    return manifest


def _count_actors(frozen: Snapshot) -> int:
    """Actors that a source describes; parties that are only named by others do not count."""
    described = frozen.records.filter((pl.col("thing") == "actor") & pl.col("about").is_null())
    return described.join(frozen.members, on="record")["actor"].n_unique()


def _details(wanted: _Wanted, manifest: files.Manifest, frozen: Snapshot) -> EditionView:
    return EditionView(
        name=wanted.name,
        title_sv=wanted.title["sv"],
        title_en=wanted.title["en"],
        sources=tuple(frozen.sources["source"].to_list()),
        sha256=manifest.sha256,
        actors=manifest.actors,
        statements=frozen.statements.height,
        frozen_at=frozen.taken_at,
    )


def _put(aside: Path, place: Path) -> None:
    if place.exists():
        # No edition of this name is listed: a crash came between placing these files and listing them. They are kept.
        place.rename(place.with_name(f".unlisted-{aside.name.removeprefix(_UNFINISHED)}"))
    aside.rename(place)
    place.chmod(0o755)
