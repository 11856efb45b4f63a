"""A master list goes out, is edited in a spreadsheet program, and comes back: exactly the edits, nothing lost."""

import pytest

from klusterkarta.publishing.columns import COLUMNS
from klusterkarta.publishing.exported_base import BASE_SHEET, BrokenBase
from klusterkarta.values.caller import OPERATOR, PUBLIC
from klusterkarta.values.stated import Stated
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.collect import CollectRequest, collect_file, source_details, undo
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.master_apply import BadAnswer, StaleAnswers, apply_return
from klusterkarta.workflow.master_return import review_return
from klusterkarta.workflow.show import show_actor
from tests.registers import canonical_state, collect_rows, record_id
from tests.workflow.master_lists import ALL, Edited, column_of, exported, generated_register

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_workspace")]


def said(items):
    return {(item.name, item.column, item.base, item.file) for item in items}


def shown(key, code):
    page = show_actor(record_id(key), caller=OPERATOR)
    return [value.value for view in page.properties if view.code == code for value in view.values if value.shown]


def test_twenty_edits_two_conflicts_a_deleted_a_copied_and_five_hundred_sorted_rows(tmp_path):
    generated_register(600)
    path = exported(tmp_path)
    # Meanwhile the register goes on: of two cells that the file edits, and of one that it leaves alone.
    for number, code, value in (("11", "members", "500"), ("12", "start_year", "1950"), ("13", "members", "700")):
        edit_actor(record_id(f"karta:{number}"), [Stated(code, value)], caller=OPERATOR)
    file = Edited(path)
    expected = set()
    for n in range(20, 40):
        name, text = f"Kluster {n:04}", f"Ny beskrivning {n}"
        file.put(name, "description", text)
        expected.add((name, "description", f"Beskrivning av nummer {n}", text))
    file.put("Kluster 0011", "members", 12)
    file.put("Kluster 0012", "start_year", 2012)
    # 6 / 3 = 2: FoodTech is the first of the two that take turns, so actor 6 has it.
    file.sheet("FoodTech").delete_rows(file.row_of("Kluster 0006", "FoodTech"))
    copied = file.copy_row("Kluster 0100")
    file.sort(key=lambda row: str(row[column_of("description") - 1])[::-1], rows=500)
    before = canonical_state()
    review = review_return(file.save(), caller=OPERATOR).review

    assert said(item for item in review.items if item.kind == "edit") == expected
    conflicts = [(item.name, item.column, item.base, item.file, item.now)
                 for item in review.items if item.kind == "conflict"]  # fmt: skip
    # 11 % 90 + 1 = 12, odd: "Ca 12" left; 1990 + 12 % 30 = 2002 left.
    assert conflicts == [
        ("Kluster 0011", "members", "Ca 12", "12", "500"),
        ("Kluster 0012", "start_year", "2002", "2012", "1950"),
    ]
    assert [(item.name, item.priority, item.default) for item in review.items if item.kind == "deleted"] == [
        ("Kluster 0006", "FoodTech", "keep")
    ]
    assert [(item.name, item.spot.row) for item in review.items if item.kind == "copied"] == [("Kluster 0100", copied)]
    assert len(review.items) == 20 + 2 + 1 + 1
    assert review.notes == ()
    # Looking changes nothing.
    assert canonical_state() == before

    report = apply_return(path, {}, caller=OPERATOR)
    assert (report.edited, report.added, report.statements, report.left) == (20, 0, 20, 4)
    assert shown("karta:20", "description") == ["Ny beskrivning 20"]
    assert shown("karta:11", "members") == ["500"]
    page = show_actor(record_id("karta:20"), caller=OPERATOR)
    edit = next(one for view in page.properties for one in view.values if one.value == "Ny beskrivning 20")
    assert edit.place.startswith("Blad Alla aktörer, rad ")
    # What the sources say stands beside the edit, and the same file has nothing more to say.
    assert {one.value for view in page.properties if view.code == "description" for one in view.values} == {
        "Ny beskrivning 20",
        "Beskrivning av nummer 20",
    }
    left = review_return(path, caller=OPERATOR).review
    assert [item.kind for item in left.items] == ["conflict", "conflict", "deleted", "copied"]
    undo(report.reading, caller=OPERATOR)
    after = canonical_state()
    assert after == before


@pytest.fixture
def small():
    generated_register(12)


def answered(review, **answers):
    """Answers by name of the actor, for every item."""
    return {item.id: answers.get(item.name.replace(" ", "_"), item.default) for item in review.items}


def test_a_file_that_comes_back_untouched_or_only_dressed_up_has_no_edits(small, tmp_path):
    collect_rows("formler", {"1": {"name": "=1+1", "phone": "0920-49 10 00", "description": "'citat' _x0041_ \x0b"}})
    path = exported(tmp_path)
    assert review_return(path, caller=OPERATOR).review.items == ()
    file = Edited(path)
    file.put("Kluster 0002", "start_year", "1992 ")
    file.put("Kluster 0002", "members", 3.0)
    file.put("Kluster 0003", "name", "\tKluster  0003")
    file.put("=1+1", "name", "'=1+1")
    file.put("Kluster 0007", "funders", "Region Skåne|Vinnova")
    file.sheet().auto_filter.ref = None
    file.sheet().delete_cols(column_of("record_key"))
    review = review_return(file.save(), caller=OPERATOR).review
    assert (review.items, review.notes) == ((), ())


def test_a_blanked_cell_is_a_word_that_there_is_none(small, tmp_path):
    file = Edited(exported(tmp_path))
    file.put("Kluster 0005", "url", None)
    file.put("Kluster 0007", "funders", "Vinnova | Almi")
    apply_return(file.save(), {}, caller=OPERATOR)
    assert shown("karta:5", "url") == []
    assert sorted(shown("karta:7", "funders")) == ["Almi", "Vinnova"]
    # A second round keeps what the first said, also in the columns that it does not touch.
    file = Edited(exported(tmp_path))
    file.put("Kluster 0007", "members", 99)
    file.put("Kluster 0005", "description", "Kort")
    apply_return(file.save(), {}, caller=OPERATOR)
    file = Edited(exported(tmp_path))
    file.put("Kluster 0005", "funders", "Tillväxtverket")
    file.put("Kluster 0007", "url", "www.sju.se")
    apply_return(file.save(), {}, caller=OPERATOR)
    assert shown("karta:5", "url") == []
    assert sorted(shown("karta:7", "funders")) == ["Almi", "Vinnova"]
    assert shown("karta:7", "members") == ["99"]


def test_different_edits_on_two_sheets_are_a_conflict_and_equal_ones_are_one_edit(small, tmp_path):
    file = Edited(exported(tmp_path))
    file.put("Kluster 0006", "members", 1)
    file.put("Kluster 0006", "members", 2, sheet="FoodTech")
    file.put("Kluster 0012", "members", 3)
    file.put("Kluster 0012", "members", 3, sheet="FoodTech")
    path = file.save()
    clash, edit = review_return(path, caller=OPERATOR).review.items
    assert (clash.kind, clash.name, clash.options) == ("sheets", "Kluster 0006", ("register", "1", "2"))
    assert [(spot.sheet, text) for spot, text in clash.variants] == [(ALL, "1"), ("FoodTech", "2")]
    assert (edit.kind, edit.name, edit.file) == ("edit", "Kluster 0012", "3")
    apply_return(path, {clash.id: "2"}, caller=OPERATOR)
    assert (shown("karta:6", "members"), shown("karta:12", "members")) == (["2"], ["3"])


def test_a_deleted_row_takes_a_tag_away_or_becomes_a_link_below_the_list(small, tmp_path):
    file = Edited(exported(tmp_path))
    for name in ("Kluster 0006", "Kluster 0012"):
        file.sheet("FoodTech").delete_rows(file.row_of(name, "FoodTech"))
    file.sheet().delete_rows(file.row_of("Kluster 0001"))
    path = file.save()
    review = review_return(path, caller=OPERATOR).review
    assert [(item.name, item.spot.sheet, item.options) for item in review.items] == [
        ("Kluster 0001", ALL, ("keep",)),
        ("Kluster 0006", "FoodTech", ("keep", "untag", "less_relevant")),
        ("Kluster 0012", "FoodTech", ("keep", "untag", "less_relevant")),
    ]
    report = apply_return(path, answered(review, Kluster_0006="untag", Kluster_0012="less_relevant"), caller=OPERATOR)
    assert shown("karta:6", "priorities") == []
    again = Edited(exported(tmp_path))
    names = [cell.value for cell in again.sheet("FoodTech")["A"]]
    assert "Kluster 0006" not in names
    heading = names.index("Mindre relevanta träffar")
    # One empty row keeps the links apart from what is sorted.
    assert names[heading - 1] is None
    assert names[heading + 1 :] == ["Kluster 0012"]
    assert review_return(again.path, caller=OPERATOR).review.items == ()
    undo(report.reading, caller=OPERATOR)
    assert shown("karta:6", "priorities") == ["FoodTech"]


def test_new_rows_copies_and_new_links_become_actors_when_asked(small, tmp_path):
    file = Edited(exported(tmp_path))
    for sheet in (ALL, "GovTech"):
        at = file.sheet(sheet).max_row + 1
        file.sheet(sheet).cell(at, 1).value = "Ny aktör"
        file.sheet(sheet).cell(at, column_of("url" if sheet == ALL else "members")).value = (
            "www.ny.se" if sheet == ALL else 7
        )
    at = file.copy_row("Kluster 0002")
    file.sheet().cell(at, 1).value = "Avknoppning"
    at = file.sheet("FoodTech").max_row + 2
    for row, cells in enumerate((("Mindre relevanta träffar", None), ("Svag träff", "www.svag.se")), start=at):
        for column, text in enumerate(cells, start=1):
            file.sheet("FoodTech").cell(row, column).value = text
    file.sheet().cell(file.sheet().max_row + 1, column_of("members")).value = 12
    path = file.save()
    review = review_return(path, caller=OPERATOR).review
    assert [(item.kind, item.name, dict(item.cells)) for item in review.items if item.kind == "new"] == [
        ("new", "Ny aktör", {"name": "Ny aktör", "url": "www.ny.se", "members": "7", "priorities": "GovTech"}),
        ("new", "Svag träff",
         {"name": "Svag träff", "url": "www.svag.se", "less_relevant_priorities": "FoodTech"}),
    ]  # fmt: skip
    assert [note.reason.code for note in review.notes] == ["return.new_nameless"]
    report = apply_return(path, answered(review, Kluster_0002="new"), caller=OPERATOR)
    assert (report.added, report.edited) == (3, 0)
    again = Edited(exported(tmp_path))
    names = [cell.value for cell in again.sheet()["A"]]
    assert {"Ny aktör", "Avknoppning", "Svag träff", "Kluster 0002"} <= set(names)
    assert [cell.value for cell in again.sheet("FoodTech")["A"]][-1] == "Svag träff"
    assert again.sheet("FoodTech").cell(again.sheet("FoodTech").max_row, 2).hyperlink.target == "https://www.svag.se"


def test_what_cannot_be_acted_on_is_told(small, tmp_path):
    other = exported(tmp_path).rename(tmp_path / "annan.xlsx")
    stranger = Edited(other)
    edit_actor(record_id("karta:1"), [Stated("members", "1000")], caller=OPERATOR)
    file = Edited(exported(tmp_path))
    file.put("Kluster 0002", "sector_group", "IKT")
    file.put("Kluster 0003", "name", None)
    width = file.sheet().max_column
    file.sheet().append([cell.value for cell in stranger.sheet()[2]][:width])
    del file.book["GovTech"]
    review = review_return(file.save(), caller=OPERATOR).review
    assert review.items == ()
    assert sorted(note.reason.code for note in review.notes) == [
        "return.nameless",
        "return.other_export",
        "return.sheet_missing",
        "return.worked_out",
    ]


def test_answers_must_fit_the_questions(small, tmp_path):
    file = Edited(exported(tmp_path))
    file.put("Kluster 0002", "members", 77)
    path = file.save()
    review = review_return(path, caller=OPERATOR).review
    item = review.items[0]
    with pytest.raises(BadAnswer, match="apply, skip"):
        apply_return(path, {item.id: "keep"}, caller=OPERATOR)
    # The register changes between question and answer: what was an edit is a conflict now and was never answered.
    edit_actor(record_id("karta:2"), [Stated("members", "55")], caller=OPERATOR)
    with pytest.raises(StaleAnswers):
        apply_return(path, {item.id: "apply"}, caller=OPERATOR)
    with pytest.raises(StaleAnswers):
        apply_return(path, {}, caller=OPERATOR, seen=review.state)
    assert shown("karta:2", "members") == ["55"]
    with pytest.raises(NotAllowed):
        review_return(path, caller=PUBLIC)


def test_a_file_without_its_hidden_sheet_is_refused_with_what_to_do(small, tmp_path):
    file = Edited(exported(tmp_path))
    file.sheet(BASE_SHEET)["A3"].value = "bAAAA"
    with pytest.raises(BrokenBase, match="has been changed"):
        review_return(file.save(), caller=OPERATOR)
    del file.book[BASE_SHEET]
    with pytest.raises(BrokenBase, match="import the file as a source"):
        review_return(file.save(), caller=OPERATOR)


def test_collecting_it_as_a_source_says_that_there_is_a_better_way(small, tmp_path):
    request = CollectRequest(path=exported(tmp_path), source=source_details("lista"), dry_run=True)
    report = collect_file(request, caller=OPERATOR)
    assert report.rows_stated == 12
    assert "return.is_master_list" in [problem.reason.code for problem in report.about]


def test_a_sheet_under_another_name_is_still_the_sheet_it_was(small, tmp_path):
    file = Edited(exported(tmp_path))
    file.sheet("FoodTech").delete_rows(file.row_of("Kluster 0006", "FoodTech"))
    file.sheet("FoodTech").title = "Mat 2026"
    file.sheet().delete_rows(file.row_of("Kluster 0001"))
    file.sheet().title = "Hela listan"
    # A sheet of one's own with a few of the rows is not the one that is gone: GovTech left with 0003 and 0009.
    own = file.book.copy_worksheet(file.sheet("Hela listan"))
    own.title = "Eget urval"
    own.delete_rows(4, 20)
    del file.book["GovTech"]
    review = review_return(file.save(), caller=OPERATOR).review
    assert [(item.kind, item.name, item.spot.sheet, item.priority) for item in review.items] == [
        ("deleted", "Kluster 0001", "Hela listan", ""),
        ("deleted", "Kluster 0006", "Mat 2026", "FoodTech"),
    ]
    assert [(note.spot.sheet, note.reason.code) for note in review.notes] == [("GovTech", "return.sheet_missing")]


def test_a_row_whose_cells_were_emptied_under_its_hidden_mark_is_a_deleted_row(small, tmp_path):
    file = Edited(exported(tmp_path))
    at = file.row_of("Kluster 0002")
    for column in range(1, len(COLUMNS) + 1):
        file.sheet().cell(at, column).value = None
    review = review_return(file.save(), caller=OPERATOR).review
    assert [(item.kind, item.name) for item in review.items] == [("deleted", "Kluster 0002")]
    assert review.notes == ()


def test_a_formula_that_was_never_worked_out_empties_nothing(small, tmp_path):
    file = Edited(exported(tmp_path))
    for n in range(1, 13):
        file.put(f"Kluster {n:04}", "members", "=10*3")
    file.put("Kluster 0002", "start_year", 1999)
    row = file.row_of("Kluster 0002")
    file.put("Kluster 0003", "description", None)
    review = review_return(file.save(), caller=OPERATOR).review
    assert [(item.name, item.column, item.file) for item in review.items] == [
        ("Kluster 0002", "start_year", "1999"),
        ("Kluster 0003", "description", ""),
    ]
    assert [note.reason.code for note in review.notes] == ["return.unread_cell"] * 12
    assert ("Kluster 0002", row) in {(note.name, note.spot.row) for note in review.notes}
