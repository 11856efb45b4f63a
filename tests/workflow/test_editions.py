"""Editions: frozen once, the same for ever, whole or not at all."""

import hashlib
import json
from datetime import UTC, datetime

import polars as pl
import pytest
from django.utils import timezone

from klusterkarta.catalogue.selectors.editions import list_editions
from klusterkarta.catalogue.services.editing import stage_edit
from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, publish_reading, stage_rows
from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source, set_withdrawn
from klusterkarta.catalogue.services.work import WorkDetails, set_work
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.values.frames import FACETS, JUDGEMENTS, MEMBERS, RECORDS, SOURCES, STATEMENTS, VALUES
from klusterkarta.values.stated import Stated, StatedRow
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow import editions
from klusterkarta.workflow.edition_files import TABLES, EditionUnreadable, read_manifest, read_tables
from klusterkarta.workflow.editions import (
    BadEditionName,
    EditionExists,
    UnknownEdition,
    UnknownEditionSource,
    check_edition,
    check_name,
    compare,
    edition_folder,
    freeze,
    snapshot,
)
from klusterkarta.workflow.refresh import writing
from tests.registers import collect_rows, record_id, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_workspace")]

MAP = {
    "1": {
        "name": "Compare",
        "geography": "Karlstad",
        "sector": "IT",
        "start_year": "2000",
        "funders": "Region Värmland",
    },
    "2": {"name": "Paper Province", "geography": "Värmland", "sector": "Massa och papper", "start_year": "1999"},
    "3": {"name": "Biotechvalley", "geography": "Strängnäs", "start_year": "1999"},
}
BOOK = {"a": {"name": "Biotech Valley", "geography": "Strängnäs", "start_year": "2002"}}
SCHEMAS = {
    "sources": SOURCES, "records": RECORDS, "statements": STATEMENTS, "judgements": JUDGEMENTS, "members": MEMBERS,
    "values": VALUES, "facets": FACETS,
}  # fmt: skip


@pytest.fixture
def register():
    collect_rows("karta", MAP, trust=60, published_on="2010")
    collect_rows("bok", BOOK, published_on="2009")
    say("karta:3", "bok:a")


def files_of(name):
    return {path.name: path.read_bytes() for path in edition_folder(name).iterdir()}


def test_the_same_register_gives_the_same_bytes(register):
    freeze("a", caller=OPERATOR)
    freeze("b", caller=OPERATOR)
    first, second = files_of("a"), files_of("b")
    assert first.keys() == second.keys() == {f"{table}.parquet" for table in TABLES} | {"manifest.json"}
    assert [name for name in first if first[name] != second[name]] == ["manifest.json"]
    assert read_manifest(edition_folder("a")).sha256 == read_manifest(edition_folder("b")).sha256


def test_with_the_same_clock_and_name_the_manifest_is_the_same_too(register, own_workspace, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 21, 12, tzinfo=UTC))
    freeze("a", caller=OPERATOR)
    first = files_of("a")
    edition_folder("a").rename(own_workspace / "kept")
    from klusterkarta.catalogue.models import Edition

    Edition.objects.all().delete()
    freeze("a", caller=OPERATOR)
    assert files_of("a") == first


def test_the_sum_is_over_rows_that_anybody_can_write_down(register):
    freeze("a", caller=OPERATOR)
    manifest = json.loads((edition_folder("a") / "manifest.json").read_text(encoding="utf-8"))
    sums = []
    for table in TABLES:
        frame = pl.read_parquet(edition_folder("a") / f"{table}.parquet")
        lines = [list(frame.columns), *frame.rows()]
        text = "".join("\x1f".join(map(written, row)) + "\x1e" for row in lines)
        sums.append(f"{table} {hashlib.sha256(text.encode()).hexdigest()}\n")
    assert manifest["sha256"] == hashlib.sha256("".join(sums).encode()).hexdigest()


def written(value):
    if value is None:
        return "-"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "=" + text.replace("\\", "\\\\").replace("\x1e", "\\\x1e").replace("\x1f", "\\\x1f")


def test_no_table_holds_a_number_of_the_register(register):
    freeze("a", caller=OPERATOR)
    tables = read_tables(edition_folder("a"), read_manifest(edition_folder("a")))
    whole = {(name, column) for name in TABLES for column, kind in tables[name].schema.items() if kind.is_integer()}
    # What is counted or weighed, and a statement's place within its record: none is a database's number.
    assert whole == {
        ("sources", "trust"), ("statements", "number"), ("statements", "position"), ("values", "number"),
    }  # fmt: skip


def test_numbers_of_the_register_leave_no_trace(register):
    freeze("a", caller=OPERATOR)
    first = read_manifest(edition_folder("a")).sha256
    # Records of a withdrawn source take numbers and are not live; those that are keep theirs.
    collect_rows("mellan", {"9": {"name": "Mellanakt"}})
    with writing() as touched:
        touched.add(set_withdrawn("mellan", withdrawn=True, caller=OPERATOR))
    freeze("b", caller=OPERATOR)
    assert read_manifest(edition_folder("b")).sha256 == first


def test_an_edition_reads_as_the_register_it_was_made_from(register):
    freeze("a", caller=OPERATOR)
    live, frozen = snapshot(), snapshot("a")
    for name, schema in SCHEMAS.items():
        assert getattr(frozen, name).schema == getattr(live, name).schema == pl.Schema(schema), name
        assert by_key(frozen, name) == by_key(live, name), name


def by_key(shot, name):
    """Rows of a frame with keys for numbers, in no order."""
    keys = dict(shot.records.select("record", "key").iter_rows())
    rows = []
    for row in getattr(shot, name).iter_rows(named=True):
        row.pop("statement", None)
        if "at" in row:
            row["at"] = row["at"][:10]
        if name == "judgements":
            row["left"], row["right"] = sorted((keys[row["left"]], keys[row["right"]]))
        numbers = {"record", "actor", "about", "target"} & row.keys()
        rows.append(sorted((row | {one: keys.get(row[one]) for one in numbers}).items(), key=str))
    return sorted(rows, key=str)


def test_an_actor_has_the_smallest_number_of_its_records(register):
    freeze("a", caller=OPERATOR)
    members = snapshot("a").members
    smallest = members.group_by("actor").agg(pl.col("record").min())
    assert smallest["actor"].to_list() == smallest["record"].to_list()


def test_an_edition_of_some_sources_is_computed_from_them_alone(register):
    with writing() as touched:
        reading = stage_edit(record_id("karta:3"), [Stated("town", "Strängnäs")], caller=OPERATOR)
        touched.add(publish_reading(reading, caller=OPERATOR))
    freeze("bok", caller=OPERATOR, sources=["bok"])
    shot = snapshot("bok")
    assert shot.sources["source"].to_list() == ["bok"]
    assert shot.records["key"].to_list() == ["bok:a"]
    assert shot.judgements.is_empty()
    year = shot.values.filter(pl.col("property") == "start_year").row(0, named=True)
    # Beside the map (1999) the book's 2002 is not shown and contradicts; alone it is the only one.
    assert (year["value"], year["shown"], year["reason"], year["conflict"]) == ("2002", True, "only", False)


def test_priorities_of_other_sources_name_nothing():
    collect_rows("s3", {"P1": {"name": "FoodTech"}}, thing="priority")
    collect_rows("lista", {"1": {"name": "Ostgruppen", "priorities": "FoodTech"}})
    tagged = pl.col("facet") == "priority"
    assert snapshot().facets.filter(tagged)["code"].to_list() == ["foodtech"]
    freeze("lista", caller=OPERATOR, sources=["lista"])
    assert snapshot("lista").facets.filter(tagged).is_empty()


def test_nothing_personal_and_nothing_internal_is_in_the_files(register):
    collect_rows("med", {"1": {"name": "Kontaktad", "contact_name": "Testperson Ett", "contact_email": "t@example.se"}})
    set_work(
        record_id("med:1"), WorkDetails(status="ongoing", responsible="anna", note="Hemlig notering"), caller=OPERATOR
    )
    from klusterkarta.catalogue.services.judgements import Verdict, judge

    with writing() as touched:
        pair = Verdict(left=record_id("karta:1"), right=record_id("med:1"), verdict="different", why="olika län")
        touched.add(judge([pair], caller=Caller("svetlana", "editor")))
    freeze("a", caller=Caller("rurik", "administrator"))
    text = b"".join(files_of("a").values()) + str(read_all("a")).encode()
    for secret in ("Testperson", "t@example.se", "Hemlig", "svetlana", "rurik", "anna"):
        assert secret.encode() not in text
    assert "olika län" in str(read_all("a"))


def read_all(name):
    tables = read_tables(edition_folder(name), read_manifest(edition_folder(name)))
    return [row for table in tables.values() for row in table.rows()]


def collect_trader(consent=""):
    source = ensure_source(SourceDetails(key="lista", title_sv="Lista"), caller=OPERATOR)
    properties = ["name", "consent", "sector", "geography", "organisation_number"]
    reading = begin_reading(ReadingDetails(source_id=source, properties=properties), caller=OPERATOR)
    # An invented number of the form that makes it personal.
    said = [Stated("organisation_number", "000101-0000", personal=True)]
    said += [Stated("name", "Testperson Glas", personal=True), Stated("sector", "Glas"), Stated("geography", "Nybro")]
    said += [Stated("consent", consent)] if consent else []
    # A key as collect makes it of the name.
    stage_rows(reading, [StatedRow("testperson-glas", "actor", "", tuple(said))])
    with writing() as touched:
        touched.add(publish_reading(reading, caller=OPERATOR))


def test_a_sole_trader_without_consent_has_no_name_anywhere():
    collect_trader()
    collect_rows("annan", {"1": {"name": "Testperson Glas", "url": "testperson.se", "sector": "Glas"}})
    collect_rows("tredje", {"1": {"name": "Glasriket", "participants": "Testperson Glas | Orrefors"}})
    say("lista:testperson-glas", "annan:1")
    say("lista:testperson-glas", "tredje:mention/Testperson Glas")
    freeze("a", caller=OPERATOR)
    text = str(read_all("a"))
    assert "estperson" not in text
    assert "Orrefors" in text
    assert "lista:sole-trader/1" in text
    # The trade and the municipality stay: they tell nobody who it is.
    kept = snapshot("a").values.filter(pl.col("shown") & (pl.col("source") == "lista"))
    assert sorted(kept["value"].to_list()) == ["Glas", "Nybro"]


def test_a_sole_trader_with_consent_is_like_any_other():
    collect_trader("ja")
    freeze("a", caller=OPERATOR)
    assert "Testperson Glas" in str(read_all("a"))
    assert snapshot("a").records["key"].to_list() == ["lista:testperson-glas"]


@pytest.mark.parametrize("said", [Stated("consent", "nej"), Stated("consent", "ja", mode="denies")])
def test_a_consent_that_somebody_disputes_is_none(said):
    collect_trader("ja")
    with writing() as touched:
        touched.add(
            publish_reading(stage_edit(record_id("lista:testperson-glas"), [said], caller=OPERATOR), caller=OPERATOR)
        )
    freeze("a", caller=OPERATOR)
    assert "estperson" not in str(read_all("a"))


def test_an_edition_does_not_change_with_the_register(register):
    freeze("a", caller=OPERATOR)
    before = by_key(snapshot("a"), "values")
    collect_rows("karta", {"1": {"name": "Compare", "start_year": "2001"}}, trust=60)
    assert by_key(snapshot("a"), "values") == before


def test_a_name_is_used_once(register):
    freeze("2010", caller=OPERATOR)
    with pytest.raises(EditionExists) as refused:
        freeze("2010", caller=OPERATOR)
    assert refused.value.reason.code == "edition.exists"
    assert [view.name for view in list_editions()] == ["2010"]


@pytest.mark.parametrize(
    "name", ["", "Åland", "a b", "../x", "a/b", "a\\b", ".dold", "slut.", "con", "nul.x", "-a", "x" * 61, "A"]
)
def test_names_that_no_folder_or_address_takes_are_refused(name):
    with pytest.raises(BadEditionName):
        check_name(name)


def test_unknown_things_are_said_to_be_unknown(register):
    with pytest.raises(UnknownEditionSource, match="nowhere"):
        freeze("a", caller=OPERATOR, sources=["karta", "nowhere"])
    with pytest.raises(UnknownEdition, match=r"No edition|nor is there"):
        snapshot("a")
    with pytest.raises(NotAllowed):
        freeze("a", caller=Caller("läsaren", "reader"))
    assert list_editions() == []


def test_a_freeze_that_breaks_leaves_nothing(register, own_workspace, monkeypatch):
    monkeypatch.setattr(editions.files, "write_manifest", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        freeze("a", caller=OPERATOR)
    assert list((own_workspace / "editions").iterdir()) == []
    assert list_editions() == []


def test_a_freeze_that_cannot_be_listed_places_nothing(register, own_workspace, monkeypatch):
    monkeypatch.setattr("klusterkarta.catalogue.services.editions.append_change", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        freeze("a", caller=OPERATOR)
    assert list((own_workspace / "editions").iterdir()) == []


def test_files_left_by_a_crash_do_not_stand_in_the_way(register, own_workspace):
    (own_workspace / "editions" / "a").mkdir(parents=True)
    (own_workspace / "editions" / "a" / "manifest.json").write_text("half")
    freeze("a", caller=OPERATOR)
    assert snapshot("a").edition == "a"
    assert [path.read_text() for path in own_workspace.glob("editions/.unlisted-*/manifest.json")] == ["half"]


def test_a_damaged_edition_says_so(register):
    freeze("a", caller=OPERATOR)
    folder = edition_folder("a")
    facets = pl.read_parquet(folder / "facets.parquet")
    facets.head(1).write_parquet(folder / "facets.parquet")
    with pytest.raises(EditionUnreadable) as damaged:
        snapshot("a")
    assert damaged.value.reason.parameters["file"] == "facets.parquet"
    facets.with_columns(code=pl.lit("99")).write_parquet(folder / "facets.parquet")
    with pytest.raises(EditionUnreadable) as altered:
        check_edition("a")
    assert (altered.value.reason.code, altered.value.reason.parameters["files"]) == ("edition.altered", "facets")
    (folder / "facets.parquet").unlink()
    with pytest.raises(EditionUnreadable):
        snapshot("a")


def test_what_is_new_gone_and_changed(register):
    freeze("before", caller=OPERATOR)
    collect_rows("karta", {"1": {"name": "Compare", "start_year": "2001"}, "4": {"name": "Georange"}}, trust=60)
    with writing() as touched:
        touched.add(set_withdrawn("bok", withdrawn=True, caller=OPERATOR))
    found = compare("before", None)
    assert [ref.name for ref in found.new] == ["Georange"]
    assert found.gone == found.merged == found.split == ()
    changed = {
        (one.actor.name, change.property): (change.before, change.after)
        for one in found.changed
        for change in one.fields
    }
    # The book's record is withdrawn: its other spelling was never shown, so Biotechvalley is as it was.
    assert changed == {("Compare", "start_year"): (("2000",), ("2001",))}
    assert found.unchanged == 2
    back = compare(None, "before")
    assert [ref.name for ref in back.gone] == ["Georange"]


def test_merged_and_split_actors_are_neither_new_nor_gone(register):
    collect_rows("enkät", {"x": {"name": "Papperet"}})
    freeze("apart", caller=OPERATOR)
    say("karta:2", "enkät:x")
    found = compare("apart", None)
    assert [([part.name for part in one.parts], one.whole.name) for one in found.merged] == [
        (["Paper Province", "Papperet"], "Paper Province")
    ]
    assert found.new == found.gone == ()
    back = compare(None, "apart")
    assert [one.whole.key for one in back.split] == ["karta:2"]
    assert back.new == back.gone == back.merged == ()
