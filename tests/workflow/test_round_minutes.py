"""The minutes of a round, read back from the file."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
from django.utils import timezone

from klusterkarta.assessment.selectors.links import links_of
from klusterkarta.assessment.services.answering import check_facts
from klusterkarta.assessment.services.deciding import Ruling, decide, take_back_decision
from klusterkarta.assessment.services.links import make_links
from klusterkarta.assessment.services.rounds import move_round
from klusterkarta.assessment.services.scoring import declare_conflict
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.round_minutes import minutes_file
from tests.assessment.rounds import ANNE, BO, CRITERIA, LEADER, OUTSIDER, made_round, score

pytestmark = pytest.mark.django_db


def read(round_id: int, lang: str = "sv") -> tuple[str, list[list[list[str]]]]:
    """The paragraphs and the tables of the minutes."""
    document = docx.Document(BytesIO(minutes_file(round_id, lang=lang, caller=LEADER)))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]
    return "\n".join(one.text for one in document.paragraphs), tables


def test_the_minutes_say_who_was_there_who_stood_aside_and_why_each_was_decided(monkeypatch):
    # Half past midnight in Sweden is the evening before by the clock of the register (UTC).
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    today = "2026-07-01"
    made = made_round("scoring")
    first, second, third = made.candidates
    declare_conflict(first, "sitter i styrelsen", caller=ANNE)
    score(second, dict.fromkeys(CRITERIA, 3) | {"skills": 1}, caller=BO)
    move_round(made.id, "open_meeting", caller=LEADER)
    for reader in (OUTSIDER,):
        with pytest.raises(NotAllowed):
            minutes_file(made.id, lang="sv", caller=reader)
    (wrong,) = decide(made.id, [Ruling(candidate=first, outcome="wait")], present=["anne"], caller=LEADER)
    take_back_decision(wrong, caller=LEADER)
    block = [Ruling(candidate=one, outcome="list_1", why="stark\x0b plan") for one in (second, first)]
    decide(made.id, block, present=["anne", "bo"], caller=LEADER)
    decide(made.id, [Ruling(candidate=third, outcome="rejected", why="ett företag")], present=["cia"], caller=LEADER)
    text, _ = read(made.id)
    assert "Utkast" in text
    move_round(made.id, "start_checking", caller=LEADER)
    make_links(made.id, caller=LEADER)
    check_facts(links_of(made.id, caller=LEADER)[1].secret, "Vi är 40.", confirmed=False)
    move_round(made.id, "close", caller=LEADER)
    text, tables = read(made.id)
    assert "Utkast" not in text
    for said in ("Protokoll: Våren", "Diarienummer: 2026/17", "Bedömare: anne, bo", f"{today}: anne, bo, cia",
                 "lista 1: 2", "avslås: 1", f"Avslutad: {today}"):  # fmt: skip
        assert said in text
    conflicts, decisions, taken_back, checks = tables
    assert conflicts[1:] == [["Zink", "anne", "sitter i styrelsen"]]
    assert decisions == [
        ["Initiativ", "Beslut", "Skäl", "Ej uppfyllda kriterier", "Dag"],
        ["Trä", "lista 1", "stark plan", "Kompetensförsörjning", today],
        ["Zink", "lista 1", "stark plan", "", today],
        ["Mat", "avslås", "ett företag", "", today],
    ]
    assert taken_back[1:] == [["Zink", "avvaktar", "", "", today]]
    assert checks[1:] == [["Trä", "något stämmer inte", "Vi är 40.", today]]


def test_a_round_without_any_of_it_says_so_in_both_languages():
    made = made_round("meeting")
    text, tables = read(made.id, "en")
    assert "Nobody has declared a conflict of interest." in text
    assert "Nothing has been decided." in text
    assert tables == []
