"""A panel that scores in a spreadsheet: the workbook goes out, comes back, and every wrong cell is named."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from klusterkarta.assessment.access import BadRound
from klusterkarta.assessment.selectors.rounds import conflicts_of
from klusterkarta.assessment.selectors.scores import own_scores
from klusterkarta.assessment.services.rounds import move_round
from klusterkarta.assessment.services.scoring import Given, save_scores
from klusterkarta.values.caller import OPERATOR
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.round_sheets import BadScores, export_sheets, import_sheets, score_form
from tests.assessment.rounds import ANNE, BO, LEADER, OUTSIDER, MadeRound, made_round, score

pytestmark = pytest.mark.django_db


@pytest.fixture
def scoring() -> MadeRound:
    return made_round("scoring")


def workbook(made: MadeRound, tmp_path: Path, cells: dict[str, object], *, lang: str = "sv") -> Path:
    """Anne's workbook with these cells written as in a spreadsheet program: `Poäng!D2` → value."""
    (path,) = export_sheets(made.id, ["anne"], folder=tmp_path, lang=lang, caller=OPERATOR)
    book = load_workbook(path)
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell] = value
    book.save(path)
    return path


def faults(path: Path) -> list[str]:
    """What the import says of the file, in English."""
    with pytest.raises(BadScores) as refused:
        import_sheets([path], caller=OPERATOR)
    return [f"{one.code.partition('.')[2]} {one.parameters.get('cell', '')}".strip() for one in refused.value.faults]


def test_scores_evidence_ticks_and_conflicts_come_back(scoring, tmp_path):
    # Criteria in order from column D on; evidence and comment of the first in C and D; 24 ticks from C on.
    first, second, third = scoring.candidates
    path = workbook(scoring, tmp_path, {
        "Poäng!D2": 3, "Poäng!I2": "?", "Poäng!D3": 0, "Poäng!C4": "sitter i styrelsen",
        "Belägg!C2": "www.zink.se", "Belägg!D2": "bra", "Indikatorer!C2": "x", "Indikatorer!E2": "X",
    })  # fmt: skip
    (taken,) = import_sheets([path], caller=OPERATOR)
    assert (taken.assessor, taken.complete, taken.in_part, taken.conflicts) == ("anne", 0, 2, 1)
    found = {one.criterion: one for one in own_scores(first, caller=ANNE)}
    assert {key: one.value for key, one in found.items()} == {"organisation": 3, "skills": None}
    given = found["organisation"]
    assert (given.evidence, given.comment, given.ticks) == ("www.zink.se", "bra", ("vision", "website"))
    assert [one.value for one in own_scores(second, caller=ANNE)] == [0]
    assert conflicts_of(scoring.id) == [(third, "anne", "sitter i styrelsen")]


def test_rows_and_columns_may_be_moved(scoring, tmp_path):
    path = workbook(scoring, tmp_path, {"Scores!D2": 4}, lang="en")
    book = load_workbook(path)
    sheet = book["Scores"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for at, row in enumerate([rows[0], rows[3], rows[1], rows[2]], start=1):
        for place, value in enumerate(reversed(row), start=1):
            sheet.cell(at, place).value = value
    book.save(path)
    import_sheets([path], caller=OPERATOR)
    assert [one.value for one in own_scores(scoring.candidates[0], caller=ANNE)] == [4]


def test_every_wrong_cell_is_named_and_nothing_is_kept(scoring, tmp_path):
    path = workbook(scoring, tmp_path, {
        "Poäng!D2": 5, "Poäng!E2": "tre", "Poäng!F2": 2.5, "Poäng!G2": 3,
        "Belägg!E3": "utan poäng", "Indikatorer!C2": "kanske", "Poäng!C4": "jäv", "Poäng!D4": 1,
    })  # fmt: skip
    assert faults(path) == [
        "wrong_cells", "cell_score D2", "cell_tick C2", "cell_score E2", "cell_score F2", "cell_no_score E3",
        "cell_conflict D4",
    ]  # fmt: skip
    assert own_scores(scoring.candidates[0], caller=ANNE) == []


def test_rows_that_are_not_what_they_were(scoring, tmp_path):
    first, _, third = scoring.candidates
    assert faults(workbook(scoring, tmp_path, {"Poäng!B2": "Trä"})) == ["wrong_cells", "cell_name B2"]
    assert faults(workbook(scoring, tmp_path, {"Poäng!A3": third + 1})) == ["wrong_cells", "cell_initiative A3"]
    # More figures than Python turns into a number.
    assert faults(workbook(scoring, tmp_path, {"Poäng!A3": "9" * 5000})) == ["wrong_cells", "cell_initiative A3"]
    assert faults(workbook(scoring, tmp_path, {"klusterkarta!B2": "9" * 5000})) == ["no_form"]
    again = {"Poäng!A3": first, "Poäng!B3": "Zink"}
    assert faults(workbook(scoring, tmp_path, again)) == ["wrong_cells", "cell_twice A3"]
    assert faults(workbook(scoring, tmp_path, {"Belägg!C1": "Annat"})) == ["wrong_cells", "no_column"]
    book = load_workbook(path := workbook(scoring, tmp_path, {}))
    book.remove(book["Indikatorer"])
    book.save(path)
    assert faults(path) == ["wrong_cells", "no_sheet"]
    book.remove(book["klusterkarta"])
    book.save(path)
    assert faults(path) == ["no_form"]


def test_one_wrong_file_keeps_all_out(scoring, tmp_path):
    good = workbook(scoring, tmp_path / "a", {"Poäng!D2": 3})
    with pytest.raises(BadRound, match="Two files hold scores by anne"):
        import_sheets([good, good], caller=OPERATOR)
    wrong = workbook(scoring, tmp_path / "b", {"Poäng!D2": 9})
    with pytest.raises(BadScores):
        import_sheets([good, wrong], caller=OPERATOR)
    assert own_scores(scoring.candidates[0], caller=ANNE) == []


def test_no_scores_are_taken_once_the_meeting_is_open(scoring, tmp_path):
    path = workbook(scoring, tmp_path, {"Poäng!D2": 3})
    with pytest.raises(NotAllowed):
        import_sheets([path], caller=BO)
    move_round(scoring.id, "open_meeting", caller=LEADER)
    with pytest.raises(BadRound, match="Nobody is scoring"):
        import_sheets([path], caller=OPERATOR)


def test_a_workbook_shows_no_scores_that_its_reader_may_not_see(scoring):
    first = scoring.candidates[0]
    save_scores(first, [Given(criterion="skills", value=4, ticks=["education"])], caller=ANNE)

    def given(caller):
        return {
            key: one.value
            for key, one in score_form(scoring.id, "anne", lang="sv", caller=caller).rows[0].given.items()
        }

    assert (given(LEADER), given(ANNE)) == ({}, {"skills": 4})
    for reader in (BO, OUTSIDER):
        with pytest.raises(NotAllowed):
            given(reader)
    score(first, {"skills": 3}, caller=BO)
    move_round(scoring.id, "open_meeting", caller=LEADER)
    assert given(LEADER) == {"skills": 4}
    with pytest.raises(BadRound, match="eva is no assessor"):
        score_form(scoring.id, "eva", lang="sv", caller=LEADER)
