"""The method annex (metodbilaga) written from the logs: sources, searches, duplicates, demotions, contradictions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl
from django.utils import timezone

from klusterkarta.catalogue.selectors.editions import edition as edition_view
from klusterkarta.catalogue.selectors.sources import list_sources, readings_of
from klusterkarta.exchange.searches import logged_searches
from klusterkarta.publishing.method_annex import AnnexSection, AnnexTable, write_annex
from klusterkarta.values.caller import Caller
from klusterkarta.values.frames import Snapshot
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.workflow.editions import snapshot
from klusterkarta.workflow.export import ExportReport, written_whole

# A longer table is read by nobody; the number stands under it.
MOST_ROWS = 300
_EDITORS = "editor"
_RULE = "rule:"
_WEAK = "less_relevant_priorities"


def export_annex(out: Path, *, caller: Caller, language: str = "sv", edition: str | None = None) -> ExportReport:
    """Write the annex of the register now, or of an edition, to `out` (DOCX); the report counts sections.

    It holds what anybody may see: no work note, no contact, nobody's name behind a decision. Raises NotAllowed,
    UnknownEdition, and then leaves `out` as it was.
    """
    check_allowed(caller, "export")
    taken = snapshot(edition)
    frozen = edition_view(edition) if edition else None
    sections = annex_sections(taken, lang=language, moment=frozen.frozen_at if frozen else None)
    now = timezone.localtime()
    what = say("annex.of_edition", language, name=edition) if edition else say("annex.of_register", language)
    lead = say("annex.lead", language, what=what, date=now.date().isoformat())

    def write(path: Path) -> int:
        return write_annex(
            path, sections, title=say("annex.title", language), lead=lead, made_at=now, language=language
        )

    return written_whole(out, write)


def annex_sections(taken: Snapshot, *, lang: str, moment: datetime | None = None) -> list[AnnexSection]:
    """What the annex says of a snapshot, section by section; an empty register has none of anything and says so.

    `moment`: when an edition was frozen; what was read and searched later is not told.
    """
    names = _names(taken)
    return [
        _sources(taken, lang, moment),
        _searches(lang, moment),
        _duplicates(taken, names, lang),
        _demotions(taken, names, lang),
        _open(taken, lang),
    ]


def _names(taken: Snapshot) -> dict[int, str]:
    """record → the name that it says."""
    said = taken.statements.filter((pl.col("property") == "name") & (pl.col("mode") == "says")).sort("statement")
    return dict(said.unique("record", keep="first", maintain_order=True).select("record", "value").iter_rows())


def _sources(taken: Snapshot, lang: str, moment: datetime | None) -> AnnexSection:
    """Every source but the editors' own: when it was read, how many rows it gave."""
    records = dict(taken.records.group_by("source").len().iter_rows())
    read = {
        one.source: one.published_at
        for one in reversed(readings_of(limit=10_000))
        if one.published_at and (moment is None or one.published_at <= moment)
    }
    used = set(taken.sources["source"].to_list())
    rows = [
        (
            one.titles.get(lang) or one.titles.get("sv") or one.key,
            one.publisher,
            one.published_on,
            timezone.localtime(read[one.key]).date().isoformat() if one.key in read else "",
            str(records.get(one.key, 0)),
        )
        for one in list_sources()
        if one.key in used and one.kind != _EDITORS
    ]
    head = tuple(say(f"annex.source_{name}", lang) for name in ("title", "publisher", "published", "read", "rows"))
    return AnnexSection(
        say("annex.sources", lang), [say("annex.sources_text", lang, count=len(rows))], AnnexTable(head, rows)
    )


def _searches(lang: str, moment: datetime | None) -> AnnexSection:
    rows = [
        (one.entry.platform, one.entry.query, one.entry.priority, str(one.entry.hits), one.entry.on)
        for one in logged_searches(moment=moment)
    ]
    head = tuple(say(f"annex.search_{name}", lang) for name in ("platform", "query", "priority", "hits", "on"))
    text = say("annex.searches_text" if rows else "annex.no_searches", lang, count=len(rows))
    return AnnexSection(say("annex.searches", lang), [text], _cut(head, rows, lang))


def _duplicates(taken: Snapshot, names: Mapping[int, str], lang: str) -> AnnexSection:
    own = taken.sources.filter(pl.col("kind") == _EDITORS)["source"].to_list()
    things = taken.records.filter(pl.col("thing").is_in(["actor", "mention"]) & ~pl.col("source").is_in(own))
    actors = taken.members.join(things.select("record"), on="record", how="semi")["actor"].n_unique()
    verdicts = Counter(taken.judgements["verdict"].to_list())
    text = say(
        "annex.duplicates_text", lang, records=things.height, actors=actors,
        same=verdicts["same"], different=verdicts["different"], unsure=verdicts["unsure"],
    )  # fmt: skip
    rows = [
        (
            names.get(row["left"], ""),
            names.get(row["right"], ""),
            say(f"annex.verdict_{row['verdict']}", lang),
            row["origin"].removeprefix(_RULE) if row["origin"].startswith(_RULE) else say("annex.person", lang),
            row["at"][:10],
        )
        for row in taken.judgements.sort("at").iter_rows(named=True)
    ]
    head = tuple(say(f"annex.duplicate_{name}", lang) for name in ("left", "right", "verdict", "by", "at"))
    return AnnexSection(say("annex.duplicates", lang), [text], _cut(head, rows, lang))


def _demotions(taken: Snapshot, names: Mapping[int, str], lang: str) -> AnnexSection:
    shown = taken.values.filter(pl.col("shown") & (pl.col("property") == _WEAK) & (pl.col("mode") == "says"))
    rows = [
        (names.get(row["actor"], ""), row["value"], row["place"] or "", row["read_on"][:10] if row["read_on"] else "")
        for row in shown.sort("actor", "position").iter_rows(named=True)
    ]
    head = tuple(say(f"annex.demotion_{name}", lang) for name in ("actor", "priority", "why", "at"))
    text = say("annex.demotions_text" if rows else "annex.no_demotions", lang, count=len(rows))
    return AnnexSection(say("annex.demotions", lang), [text], _cut(head, rows, lang))


def _open(taken: Snapshot, lang: str) -> AnnexSection:
    """Where sources contradict each other: counted by field, both sides kept."""
    conflicts = taken.values.filter(pl.col("conflict")).select("actor", "property").unique()
    counts = Counter(conflicts["property"].to_list())
    text = say("annex.conflicts_text", lang, count=sum(counts.values()))
    rows = [(code, str(number)) for code, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    head = (say("annex.conflict_field", lang), say("annex.conflict_count", lang))
    return AnnexSection(say("annex.conflicts", lang), [text], _cut(head, _labelled(rows, lang), lang))


def _labelled(rows: list[tuple[str, str]], lang: str) -> list[tuple[str, ...]]:
    return [(profile_fields()[code].label.read(lang), number) for code, number in rows if code in profile_fields()]


def _cut(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], lang: str) -> AnnexTable:
    more = len(rows) - MOST_ROWS
    return AnnexTable(head, rows[:MOST_ROWS], say("annex.more", lang, count=more) if more > 0 else "")
