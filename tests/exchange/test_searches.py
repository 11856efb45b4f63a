"""The search log: the study's twelve searches, drift between equal searches, and what is no entry."""

from pathlib import Path

import pytest

from klusterkarta.exchange.searches import BadSearchEntry, logged_searches, take_back_search
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.search_log import log_file, log_one

pytestmark = pytest.mark.django_db
STUDY = Path(__file__).parents[2] / "demo" / "s3-sokningar-2022.csv"


def test_the_study_s_twelve_searches_and_a_rerun_with_drift():
    # The S3 study, annex 1: twelve searches, from 1 hit for Foodtech to 525 for additive manufacturing.
    assert log_file(STUDY, caller=OPERATOR) == 12
    assert log_file(STUDY, caller=OPERATOR) == 0
    hits = {one.entry.query: one.entry.hits for one in logged_searches()}
    assert (hits["Foodtech"], hits["additive manufacturing"], sum(hits.values())) == (1, 525, 674)
    log_one(("eccp", "Additive Manufacturing", "540"), on="2026-11-20", caller=OPERATOR)
    assert [one.drift for one in logged_searches("additive")] == [None, 15]
    take_back_search(logged_searches("additive")[-1].id, caller=OPERATOR)
    assert len(logged_searches()) == 12


def test_what_is_no_entry_is_refused_with_its_row_and_nothing_is_stored(tmp_path):
    head = "Plattform;Sökning;Träffar;Datum\nECCP;Mat;3;2026\n"
    for row, code in (
        ("ECCP;;3;2026", "exchange.no_query"),
        ("ECCP;Mat;många;2026", "exchange.no_hits"),
        ("ECCP;Mat;3;i går", "exchange.no_search_day"),
        ("ECCP;Mat;3;2026-13", "exchange.no_search_day"),
        ("ECCP;Mat;3;2026-02-31", "exchange.no_search_day"),
        (f"{'E' * 101};Mat;3;2026", "exchange.long_search"),
        (f"ECCP;{'m' * 501};3;2026", "exchange.long_search"),
    ):
        path = tmp_path / "sok.csv"
        path.write_text(head + row + "\n", encoding="utf-8")
        with pytest.raises(BadSearchEntry) as refused:
            log_file(path, caller=OPERATOR)
        assert (refused.value.reason.code, refused.value.reason.parameters["row"]) == (code, 2)
    path.write_text("Plattform;Fråga\n", encoding="utf-8")
    with pytest.raises(BadSearchEntry) as refused:
        log_file(path, caller=OPERATOR)
    assert refused.value.reason.code == "exchange.no_column"
    assert logged_searches() == []


def test_only_the_office_logs():
    with pytest.raises(NotAllowed):
        log_one(("ECCP", "Mat", "3"), on="2026", caller=Caller("rut", "reader"))


def test_one_search_for_two_priorities_is_two_entries():
    for priority in ("FoodTech", "GovTech", "FoodTech"):
        log_one(("ECCP", "Mat", "3"), on="2026-11-20", priority=priority, caller=OPERATOR)
    assert [one.entry.priority for one in logged_searches()] == ["FoodTech", "GovTech"]
