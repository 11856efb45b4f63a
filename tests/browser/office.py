"""Things that the office's pages are about: an upload, a reading with its report, jobs, a pair that waits."""

from dataclasses import asdict

from klusterkarta.accounts.selectors import account_names
from klusterkarta.accounts.services import Account, create_user
from klusterkarta.catalogue.selectors.pairs import waiting_proposals
from klusterkarta.catalogue.services.judgements import Proposed, replace_proposals
from klusterkarta.jobs.selectors import list_jobs
from klusterkarta.jobs.services import start_job
from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.collect import collect_file, source_details
from klusterkarta.workflow.uploads import Upload, keep_upload, request_of
from klusterkarta.workflow.work import run_worker
from tests.registers import record_id
from tests.web.uploading import FILE

Parts = dict[str, str | int]


def upload() -> Parts:
    """A file on its way in, with a column nobody knows and rows that are left out."""
    return {"upload": _kept().id}


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


def user() -> Parts:
    """Another user."""
    if "bo" not in account_names():
        create_user(Account(name="bo", role="editor"), "correct-horse-battery", caller=OPERATOR)
    return {"user": "bo"}


def _kept() -> Upload:
    details = asdict(source_details("Provet"))
    return keep_upload([FILE.encode()], file_name="kluster.csv", source=details, caller=OPERATOR)
