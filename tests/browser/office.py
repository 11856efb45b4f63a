"""Things that the office's pages are about: an upload, a reading with its report, jobs, a pair that waits."""

from collections.abc import Callable
from dataclasses import asdict

from klusterkarta.accounts.selectors import account_names
from klusterkarta.accounts.services import Account, create_user
from klusterkarta.assessment.selectors.links import links_of
from klusterkarta.assessment.selectors.rounds import candidates_of
from klusterkarta.assessment.services.answering import check_facts, save_self_assessment
from klusterkarta.assessment.services.deciding import Ruling, decide
from klusterkarta.assessment.services.links import make_links, set_facts_until
from klusterkarta.assessment.services.rounds import RoundDetails, add_assessors, add_candidates, move_round, open_round
from klusterkarta.assessment.services.scoring import Given, save_scores
from klusterkarta.catalogue.selectors.pairs import waiting_proposals
from klusterkarta.catalogue.services.judgements import Proposed, replace_proposals
from klusterkarta.jobs.selectors import list_jobs
from klusterkarta.jobs.services import start_job
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.documents import DATA
from klusterkarta.workflow.collect import collect_file, source_details
from klusterkarta.workflow.report_uploads import taken_as_report
from klusterkarta.workflow.uploads import Upload, keep_upload, request_of
from klusterkarta.workflow.work import run_worker
from tests.registers import record_id
from tests.web.report import REPORT
from tests.web.returned import returned_list
from tests.web.uploading import FILE

Parts = dict[str, str | int]


def upload() -> Parts:
    """A file on its way in, with a column nobody knows and rows that are left out."""
    return {"upload": _kept().id}


def report() -> Parts:
    """A report that has been read, with three profiles."""
    details = asdict(source_details("Provet"))
    kept = keep_upload([REPORT.encode()], file_name="karta.txt", source=details, caller=OPERATOR)
    return {"upload": taken_as_report(kept).id}


def report_row() -> Parts:
    """Its first row."""
    return {**report(), "row": 1}


def edited_list() -> Parts:
    """A master list that comes back with an edit, a conflict, a copy, a new row and a row that is gone."""
    return {"upload": returned_list().id}


def reading() -> Parts:
    """A reading with a report: new rows, skipped rows, a cell to look at."""
    report = collect_file(request_of(_kept(), dry_run=False), caller=OPERATOR)
    return {"reading": report.reading or 0}


def waiting_job() -> Parts:
    """A job that waits."""
    return {"job": start_job("resolve", {}, caller=OPERATOR)}


def ended_job() -> Parts:
    """A job that is done; others wait no longer either."""
    start_job("resolve", {}, caller=OPERATOR)
    run_worker(once=True)
    return {"job": list_jobs()[0].id}


def pair() -> Parts:
    """Let two records wait for a decision."""
    if not waiting_proposals(1):
        same_county = {"code": "linkage.same_county", "parameters": {"counties": "Dalarna", "bits": 1.0}}
        left, right = record_id("karta:2"), record_id("bok:b")
        replace_proposals([Proposed(left=left, right=right, score=0.9, reasons=[same_county])])
    return {}


def round_in(state: str) -> Callable[[], Parts]:
    """A round in a state, with the user "assessor" among those who score."""
    return lambda: {"round_id": _round(state)}


def sheet() -> Parts:
    """An initiative that the user "assessor" is scoring."""
    found = _round("scoring")
    return {"round_id": found, "candidate": candidates_of(found)[0].id}


def private_link(state: str) -> Callable[[], Parts]:
    """What an initiative opens by its private link while the panel scores, or while facts are checked."""

    def made() -> Parts:
        found = _round("meeting" if state == "checking" else "scoring")
        leader = Caller("administrator", "administrator")
        make_links(found, caller=leader)
        secret = links_of(found, caller=leader)[0].secret
        if state == "checking":
            rulings = [Ruling(candidate=one.id, outcome="list_1", why="x") for one in candidates_of(found)]
            decide(found, rulings, present=["cia"], caller=leader)
            set_facts_until(found, "2999-12-01", caller=leader)
            move_round(found, "start_checking", caller=leader)
            check_facts(secret, "Vi är 45.", confirmed=False)
        else:
            save_self_assessment(secret, [Given(criterion="skills", value=4)])
        return {"secret": secret}

    return made


def decided_round() -> Parts:
    """A round whose decisions can be read; it stands in no address."""
    _round("meeting")
    return {}


def panel() -> Parts:
    """An initiative before the panel: scored, unsure of one criterion, decided once."""
    found = _round("meeting")
    return {"round_id": found, "candidate": candidates_of(found)[0].id}


def user() -> Parts:
    """Another user."""
    if "bo" not in account_names():
        create_user(Account(name="bo", role="editor"), "correct-horse-battery", caller=OPERATOR)
    return {"user": "bo"}


def _round(state: str) -> int:
    leader, assessor = Caller("administrator", "administrator"), Caller("assessor", "assessor")
    document = (DATA / "criteria" / "national-map.yaml").read_text("utf-8")
    found = open_round(RoundDetails(title=f"Våren {state}", criteria=document, diary_number="17"), caller=leader)
    add_candidates(found, [record_id("karta:1"), record_id("karta:2")], caller=leader)
    add_assessors(found, ["assessor", "cia"], caller=leader)
    if state != "draft":
        move_round(found, "start_scoring", caller=leader)
    if state == "meeting":
        first = candidates_of(found)[0].id
        save_scores(first, [Given(criterion="skills", value=1, evidence="s. 30")], caller=assessor)
        save_scores(first, [Given(criterion="skills", value=None)], caller=Caller("cia", "assessor"))
        move_round(found, "open_meeting", caller=leader)
        decide(found, [Ruling(candidate=first, outcome="wait")], present=["cia"], caller=leader)
    return found


def _kept() -> Upload:
    details = asdict(source_details("Provet"))
    return keep_upload([FILE.encode()], file_name="kluster.csv", source=details, caller=OPERATOR)
