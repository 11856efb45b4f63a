"""Collecting: what a file changes, told before and after; nothing half-written; undone and done again."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from klusterkarta.catalogue.models import Actor, PersonalStatement, Reading, Record, Source, Statement
from klusterkarta.catalogue.selectors.sources import reading_view, source_view
from klusterkarta.catalogue.services.readings import ReadingState
from klusterkarta.catalogue.services.sources import SourceDetails
from klusterkarta.sources.unreadable import UnreadableFile
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow import collect
from klusterkarta.workflow.collect import CollectRequest, collect_file, redo, source_details, undo
from klusterkarta.workflow.collect_preview import preview_file
from klusterkarta.workflow.collect_report import CollectReport, describe, report_from
from klusterkarta.workflow.plain_json import as_json
from klusterkarta.workflow.withdraw import restore, withdraw
from tests.registers import canonical_state
from tests.sources import made_files as made

pytestmark = pytest.mark.django_db
SOURCE = SourceDetails(key="karta", title_sv="Kartan", published_on="2023")
FIRST = [
    "Nr;Namn;Ort;Startår;Finansiärer",
    "1;Glasriket;Nybro;2002;Region Kalmar | Nybro kommun",
    "2;Compare;Karlstad;;",
]


def collected(tmp_path, lines, **given) -> CollectReport:
    path = made.csv(tmp_path / "a.csv", "\n".join(lines))
    values = {"path": path, "source": SOURCE} | given
    return collect_file(CollectRequest(**values), caller=OPERATOR)


def counts(report: CollectReport) -> tuple[int, int, int]:
    return report.changes.new, report.changes.changed, report.changes.unchanged


def test_a_file_becomes_actors(tmp_path):
    report = collected(tmp_path, FIRST)
    names = set(Actor.objects.filter(mention_only=False).values_list("name", flat=True))
    assert names == {"Glasriket", "Compare"}
    assert set(Actor.objects.filter(mention_only=True).values_list("name", flat=True)) == {
        "Region Kalmar",
        "Nybro kommun",
    }
    assert counts(report) == (2, 0, 0)
    assert (report.rows_read, report.rows_stated, report.skipped, report.header_row) == (2, 2, (), 1)
    kept = reading_view(report.reading)
    assert (kept.file_name, kept.rows_read, kept.state) == ("a.csv", 2, "published")


def test_the_report_survives_its_json(tmp_path):
    report = collected(tmp_path, [*FIRST, "2;Dubblett;;;", "3;C;;20222;"])
    assert report_from(json.loads(json.dumps(as_json(report)))) == report
    assert report_from(reading_view(report.reading).report) == report


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    dry = collected(tmp_path, FIRST, dry_run=True)
    assert not Source.objects.exists()
    assert not Record.objects.exists()
    wet = collected(tmp_path, FIRST)
    assert dry.changes == wet.changes
    assert (dry.reading, dry.dry_run, wet.dry_run) == (None, True, False)


def test_the_same_file_again_changes_nothing(tmp_path):
    collected(tmp_path, FIRST)
    before = canonical_state()
    report = collected(tmp_path, FIRST)
    assert counts(report) == (0, 0, 2)
    assert report.changes.rows == ()
    assert canonical_state() == before


def test_what_changes_is_told_value_by_value(tmp_path):
    collected(tmp_path, FIRST)
    lines = ["Nr;Namn;Ort;Startår;Finansiärer", "1;Glasriket;Emmaboda;2002;Nybro kommun | Region Kalmar", "3;Ny;;;"]
    report = collected(tmp_path, lines)
    assert counts(report) == (1, 1, 0)
    assert report.changes.not_in_file == 1
    changed = next(row for row in report.changes.rows if row.row_key == "1")
    # The order of the funders is no difference; the town is.
    assert [(one.property, one.before, one.after) for one in changed.values] == [("town", ("Nybro",), ("Emmaboda",))]
    assert changed.actor == Actor.objects.get(name="Glasriket").pk
    assert report.changes.properties == {"name": 1, "town": 1}
    assert "collect.not_in_file" in [problem.reason.code for problem in report.about]


def test_a_source_of_several_files_misses_the_rows_of_the_same_file_only(tmp_path):
    north = ["Nr;Namn", "1;Alfa", "2;Beta"]
    south = ["Nr;Namn", "11;Gamma", "12;Delta", "13;Epsilon"]
    collected(tmp_path, north, file_name="norr.csv")
    # Nothing in common with what was read before: another part of the source.
    assert collected(tmp_path, south, file_name="soder.csv").changes.not_in_file == 0
    assert collected(tmp_path, north[:2], file_name="norr.csv").changes.not_in_file == 1
    # Under a new name it is known by the rows it has in common.
    assert collected(tmp_path, south[:2], file_name="soder-2024.csv").changes.not_in_file == 2


def test_a_column_that_the_file_lacks_is_left_as_it_was(tmp_path):
    collected(tmp_path, FIRST)
    report = collected(tmp_path, ["Nr;Namn", "1;Glasriket"])
    assert counts(report) == (0, 0, 1)
    assert Actor.objects.get(name="Glasriket").start_year == 2002


def test_rows_left_out_are_told_with_their_place(tmp_path):
    report = collected(tmp_path, ["Nr;Namn", "1;A", "1;B", ";"])
    assert [describe(problem, "sv").partition(":")[0] for problem in report.skipped] == ["rad 3"]
    assert describe(report.skipped[0], "en").startswith("row 3: ")
    assert report.rows_read == report.rows_stated + report.skipped_count


def test_when_no_row_can_be_read_nothing_is_written(tmp_path):
    report = collected(tmp_path, ["Namn;Ort", ";Lund", ";Ystad"])
    assert (report.reading, report.skipped_count) == (None, 2)
    assert "collect.nothing_to_save" in [problem.reason.code for problem in report.about]
    assert not Source.objects.exists()


def test_a_file_that_cannot_be_read_leaves_no_trace(tmp_path):
    for lines in (["Färg", "röd"], ["Namn;Ort"], [" "]):
        with pytest.raises(UnreadableFile):
            collected(tmp_path, lines)
    assert not Source.objects.exists()
    assert not Reading.objects.exists()


def test_an_upload_is_known_by_the_name_people_gave_it(tmp_path):
    report = collected(tmp_path, FIRST, file_name="Karta 2023.csv")
    assert reading_view(report.reading).file_name == "Karta 2023.csv"


def test_a_mapping_in_each_of_its_forms(tmp_path):
    lines = ["Nr;Benämn", "1;A"]
    entry = {"columns": {"Benämn": "name"}, "kind": "company"}
    kept = tmp_path / "mapping.yaml"
    kept.write_text(json.dumps(entry), encoding="utf-8")
    for number, mapping in enumerate((entry, kept)):
        source = replace(SOURCE, key=f"karta-{number}")
        report = collected(tmp_path, lines, mapping=mapping, source=source)
        assert report.properties == ("kind", "name")
    assert set(Actor.objects.values_list("kind", flat=True)) == {"company"}


def test_undo_and_redo(tmp_path):
    first = collected(tmp_path, FIRST)
    before = canonical_state()
    second = collected(tmp_path, ["Nr;Namn;Ort", "1;Glasriket;Emmaboda", "9;Ny;"])
    after = canonical_state()
    undo(second.reading, caller=OPERATOR)
    assert canonical_state() == before
    redo(second.reading, caller=OPERATOR)
    assert canonical_state() == after
    undo(first.reading, caller=OPERATOR)
    with pytest.raises(ReadingState):
        undo(first.reading, caller=OPERATOR)


def test_withdraw_and_restore(tmp_path):
    collected(tmp_path, FIRST)
    before = canonical_state()
    withdraw("karta", caller=OPERATOR, why="fel fil")
    assert not Actor.objects.exists()
    again = collected(tmp_path, FIRST)
    assert "collect.source_withdrawn" in [problem.reason.code for problem in again.about]
    restore("karta", caller=OPERATOR)
    assert canonical_state() == before


class Stop(Exception):
    """What a listener raises to stop a verb."""


@pytest.mark.parametrize("at", ["collect.taking_apart", "collect.staging", "collect.publishing"])
def test_stopped_from_outside_it_leaves_the_register_as_it_was(tmp_path, at):
    collected(tmp_path, FIRST)
    before, statements = canonical_state(), Statement.objects.count()

    def progress(done, total, message):
        if message.code == at:
            raise Stop

    path = made.csv(tmp_path / "b.csv", "Nr;Namn\n1;Annat namn\n7;Ny\n")
    with pytest.raises(Stop):
        collect_file(CollectRequest(path=path, source=SOURCE), caller=OPERATOR, progress=progress)
    assert canonical_state() == before
    assert Statement.objects.count() == statements
    assert not Record.objects.filter(row_key="7").exists()


def test_a_fault_while_publishing_leaves_the_register_as_it_was(tmp_path, monkeypatch):
    collected(tmp_path, FIRST)
    before = canonical_state()

    def broken(*args, **kwargs):
        raise OSError("no room on the disk")

    monkeypatch.setattr(collect, "publish_reading", broken)
    changed = replace(SOURCE, title_sv="Annan titel")
    with pytest.raises(OSError, match="no room"):
        collected(tmp_path, ["Nr;Namn", "1;Annat"], source=changed)
    assert canonical_state() == before
    assert source_view("karta").titles["sv"] == "Kartan"
    assert not Reading.objects.filter(state=Reading.STAGING).exists()


def test_progress_counts_up_to_all_rows(tmp_path, monkeypatch):
    monkeypatch.setattr(collect, "CHUNK_ROWS", 2)
    heard = []
    path = made.csv(tmp_path / "a.csv", "Namn\n" + "\n".join("ABCDE"))
    request = CollectRequest(path=path, source=SOURCE)
    collect_file(request, caller=OPERATOR, progress=lambda done, total, why: heard.append((done, total, why.code)))
    assert heard == [
        (0, 0, "collect.taking_apart"), (0, 5, "collect.staging"), (2, 5, "collect.staging"), (4, 5, "collect.staging"),
        (5, 5, "collect.publishing"),
    ]  # fmt: skip
    assert Actor.objects.count() == 5


def test_the_source_gets_its_new_details_and_what_hangs_on_them(tmp_path):
    collected(tmp_path, FIRST)
    lines = ["Nr;Namn;Startår", "1;Glasriket;1999"]
    collected(tmp_path, lines, source=SourceDetails(key="annan", title_sv="Annan", published_on="2010"))
    collected(tmp_path, ["Nr;Namn", "2;Compare"], source=replace(SOURCE, title_en="The map", trust=80))
    assert (source_view("karta").titles["en"], source_view("karta").trust) == ("The map", 80)
    from klusterkarta.workflow.refresh import rebuild

    before = canonical_state()
    rebuild()
    assert canonical_state() == before


def test_details_of_a_source_by_key_or_name(tmp_path):
    assert source_details("Min källa 2026") == SourceDetails(key="min-kalla-2026", title_sv="Min källa 2026")
    collected(tmp_path, FIRST)
    assert source_details("karta", trust=70) == replace(SOURCE, trust=70)
    # The register gives no English title where there is none, so that none is made up when the source is read again.
    assert source_details("KARTA").title_en == ""


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        *(({"key": key}, "collect.no_source_key") for key in ("", "Åäö", "editor-abc", "a/b", "x" * 101)),
        ({"kind": "bok och film"}, "collect.no_source_kind"),
        ({"published_on": "hösten 2023"}, "collect.no_source_date"),
        ({"trust": 101}, "collect.no_trust"),
    ],
)
def test_details_that_a_source_cannot_have(tmp_path, wrong, code):
    with pytest.raises(UnreadableFile) as caught:
        collected(tmp_path, FIRST, source=replace(SOURCE, **wrong))
    assert caught.value.reason.code == code


def test_a_reader_may_not_collect(tmp_path):
    path = made.csv(tmp_path / "a.csv")
    for dry_run in (True, False):
        with pytest.raises(NotAllowed):
            collect_file(CollectRequest(path=path, source=SOURCE, dry_run=dry_run), caller=Caller("x", "reader"))


def test_what_a_killed_writer_left_is_swept_at_the_next_start(tmp_path):
    source = Source.objects.create(key="karta", title_sv="Kartan", created_at=timezone.now())
    long_ago = timezone.now() - timedelta(days=1)
    left = Reading.objects.create(source=source, by="x", started_at=long_ago, heartbeat_at=long_ago)
    collected(tmp_path, FIRST)
    assert not Reading.objects.filter(pk=left.pk).exists()


PERSONS = [
    "Nr;Namn;Organisationsnummer;Kontaktperson;Sektor",
    # Invented: the number has a wrong check digit and nobody can have it.
    "1;Testperson Glas;000101-0000;Testperson Glas;Glas",
    "2;Compare;556057-4880;Testperson Ett;IT",
]


def test_no_report_holds_personal_data(tmp_path):
    first = collected(tmp_path, PERSONS)
    changed = [PERSONS[0], PERSONS[1].replace("Testperson Glas;000", "Testperson Sten;000"), PERSONS[2]]
    second = collected(tmp_path, changed)
    assert counts(second) == (0, 1, 1)
    assert [(row.name, row.values, row.personal) for row in second.changes.rows] == [("", (), 1)]
    for report in (first, second):
        assert "Testperson" not in json.dumps(as_json(report), ensure_ascii=False)
        assert "000101" not in json.dumps(as_json(report))
    assert PersonalStatement.objects.filter(value="Testperson Sten").exists()
    assert not Statement.objects.filter(value__contains="Testperson").exists()


def test_a_consenting_sole_trader_is_unchanged_when_read_again(tmp_path):
    lines = [f"{PERSONS[0]};Samtycke", f"{PERSONS[1]};ja"]
    collected(tmp_path, lines)
    assert counts(collected(tmp_path, lines)) == (0, 0, 1)


def test_a_preview_shows_sheets_columns_and_first_rows(tmp_path):
    rows = [made.ROWS[0], *([number, f"Kluster {number}", "Nybro", 2002, ""] for number in range(1, 31))]
    path = made.xlsx_sheets(tmp_path / "a.xlsx", {"Läs mig": [["Om"]], "Data": rows})
    shown = preview_file(path)
    assert [(sheet.name, sheet.chosen) for sheet in shown.sheets] == [("Läs mig", False), ("Data", True)]
    assert (len(shown.rows), len(shown.stated), shown.row_count) == (20, 20, 30)
    assert shown.rows[0].cells == ("1", "Kluster 1", "Nybro", "2002", "")
    assert [column.field for column in shown.columns] == ["row_key", "name", "town", "start_year", "members"]
    assert shown.columns[1].samples == ("Kluster 1", "Kluster 2", "Kluster 3")
    assert shown.blocking is None
    assert preview_file(path, sheet="Läs mig").blocking.code == "file.no_name_column"
    assert not Record.objects.exists()


def test_a_preview_with_another_choice_of_columns(tmp_path):
    path = made.csv(tmp_path / "a.csv", "Kol 1;Kol 2\nA;2002\n")
    assert preview_file(path).blocking.code == "file.no_name_column"
    shown = preview_file(path, mapping={"columns": {"Kol 1": "name", "Kol 2": "start_year"}})
    assert shown.blocking is None
    assert [one.value for one in shown.stated[0].statements] == ["A", "2002"]
