"""Jobs: started by whoever may, done once, ended with a reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from klusterkarta.jobs import working
from klusterkarta.jobs.models import Job
from klusterkarta.jobs.rights import ACTION_OF_VERB, UnknownVerb
from klusterkarta.jobs.selectors import job_view, list_jobs
from klusterkarta.jobs.services import UnknownJob, request_cancel, start_job
from klusterkarta.jobs.working import ClaimLost, beat, claim_next, fail, finish, put_back, report_progress, revive_stale
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.labels import LANGUAGES
from klusterkarta.vocabularies.rights import NotAllowed, rights
from klusterkarta.vocabularies.words import explain, say

pytestmark = pytest.mark.django_db
EDITOR = Caller("eva", "editor", "county", "17")
HALF = Reason("job.freezing", {"name": "2010"})


def started(verb="resolve", caller=EDITOR, **arguments):
    return start_job(verb, arguments, caller=caller)


def test_a_job_waits_with_what_was_asked():
    job = started("collect", upload="a.xlsx")
    view = job_view(job)
    assert (view.verb, view.arguments, view.state, view.by) == ("collect", {"upload": "a.xlsx"}, "queued", "eva")
    assert (view.progress, view.message, view.log, view.ended) == (0, None, (), False)


def test_every_verb_asks_for_a_right_that_the_table_has():
    assert set(ACTION_OF_VERB.values()) <= set(rights())


@pytest.mark.parametrize(
    ("verb", "role", "allowed"),
    [
        ("collect", "reader", False),
        ("collect", "editor", True),
        ("freeze", "editor", False),
        ("freeze", "administrator", True),
        ("resolve", "assessor", False),
        # Whoever may follow no job starts none: a visitor gets the file at once or not at all.
        ("export_xlsx", "public", False),
        ("export_xlsx", "reader", False),
        ("export_xlsx", "assessor", True),
    ],
)
def test_who_may_start_what(verb, role, allowed):
    caller = Caller("någon", role)
    if allowed:
        assert job_view(started(verb, caller)).state == "queued"
    else:
        with pytest.raises(NotAllowed):
            started(verb, caller)
        assert list_jobs() == []


def test_an_unknown_verb_is_refused_with_those_there_are():
    with pytest.raises(UnknownVerb, match="collect"):
        started("dance")


def test_the_worker_acts_as_whoever_asked():
    job = started("collect", upload="x")
    claimed = claim_next()
    assert (claimed.id, claimed.verb, claimed.arguments, claimed.caller) == (job, "collect", {"upload": "x"}, EDITOR)
    assert job_view(job).state == "running"
    assert claim_next() is None


def test_the_oldest_comes_first():
    first, second = started(), started()
    assert [claim_next().id, claim_next().id] == [first, second]


def test_a_job_that_another_took_meanwhile_is_not_taken(monkeypatch):
    """Two workers see the same row; the one that updates it first has it."""
    taken, other = started(), started()
    seen = Job.objects.get(pk=taken)
    claim_next()
    looks = iter([seen, Job.objects.get(pk=other)])
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda _: next(looks))
    assert claim_next().id == other


def test_progress_is_seen_and_new_kinds_of_message_are_logged():
    job, claimed = started(), claim_next()
    assert report_progress(claimed, done=3, total=12, message=HALF) is False
    report_progress(claimed, done=6, total=12, message=HALF)
    view = job_view(job)
    assert (view.progress, view.done, view.total, view.message) == (50, 6, 12, HALF)
    assert [line.reason for line in view.log] == [HALF]
    # What follows the last row is work too: the whole hundred comes with the end.
    report_progress(claimed, done=12, total=12)
    assert job_view(job).progress == 99
    finish(claimed, {"rows": 12})
    view = job_view(job)
    assert (view.state, view.progress, view.result, view.ended) == ("done", 100, {"rows": 12}, True)
    assert [line.reason.code for line in view.log] == ["job.freezing", "job.done"]
    assert view.ended_at >= view.started_at >= view.created_at


def test_a_log_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(working, "LONGEST_LOG", 4)
    job, claimed = started(), claim_next()
    for number in range(9):
        report_progress(claimed, done=number, total=9, message=Reason(f"job.step_{number}"))
    codes = [line.reason.code for line in job_view(job).log]
    assert codes == ["job.step_0", "job.step_1", "job.step_7", "job.step_8"]


def test_a_queued_job_is_cancelled_at_once():
    job = started()
    assert request_cancel(job, caller=EDITOR) is True
    assert job_view(job).state == "cancelled"
    assert claim_next() is None
    assert request_cancel(job, caller=EDITOR) is False


def test_a_running_job_is_told_at_its_next_report():
    job, claimed = started(), claim_next()
    assert beat(claimed) is False
    assert request_cancel(job, caller=EDITOR) is True
    assert job_view(job).cancel_asked
    assert beat(claimed) is True
    assert report_progress(claimed, done=1, total=2) is True
    working.cancel(claimed)
    assert job_view(job).state == "cancelled"


@pytest.mark.parametrize(
    ("caller", "may"),
    [
        (EDITOR, True),
        (Caller("annan", "editor"), False),
        (Caller("chefen", "administrator"), True),
        (OPERATOR, True),
        (PUBLIC, False),
    ],
)
def test_who_may_stop_a_job(caller, may):
    job = started()
    if may:
        assert request_cancel(job, caller=caller)
    else:
        with pytest.raises(NotAllowed):
            request_cancel(job, caller=caller)
        assert job_view(job).state == "queued"


def test_an_unknown_job_is_said_to_be_unknown():
    assert job_view(9) is None
    with pytest.raises(UnknownJob, match="9"):
        request_cancel(9, caller=OPERATOR)


def gone_silent(job, minutes):
    Job.objects.filter(pk=job).update(heartbeat_at=timezone.now() - timedelta(minutes=minutes))


def test_a_job_of_a_dead_worker_is_tried_once_more_and_then_fails():
    job, lost = started(), claim_next()
    report_progress(lost, done=5, total=10)
    gone_silent(job, 3)
    assert revive_stale() == 1
    view = job_view(job)
    assert (view.state, view.message.code, view.progress) == ("queued", "job.worker_lost", 0)
    # The dead worker wakes: what it says counts no more.
    with pytest.raises(ClaimLost):
        finish(lost, {})
    claim_next()
    gone_silent(job, 3)
    revive_stale()
    view = job_view(job)
    assert (view.state, view.message) == ("failed", Reason("job.worker_lost_again", {"attempts": 2}))
    assert view.ended


def test_a_job_that_beats_is_left_alone():
    job, claimed = started(), claim_next()
    gone_silent(job, 3)
    beat(claimed)
    assert revive_stale() == 0
    gone_silent(job, 1)
    assert revive_stale() == 0


def test_a_job_of_a_dead_worker_that_was_to_stop_is_stopped():
    job = started()
    claim_next()
    request_cancel(job, caller=EDITOR)
    gone_silent(job, 3)
    revive_stale()
    assert job_view(job).state == "cancelled"


def test_a_worker_that_ends_in_order_puts_its_job_back_without_counting_it():
    job = started()
    for _ in range(3):
        put_back(claim_next())
    assert job_view(job).state == "queued"
    claim_next()
    assert Job.objects.get().attempts == 1


def test_a_lost_claim_ends_nothing():
    job, claimed = started(), claim_next()
    fail(claimed, Reason("job.not_allowed"))
    for late in (lambda: finish(claimed, {}), lambda: beat(claimed), lambda: report_progress(claimed, done=1, total=1)):
        with pytest.raises(ClaimLost):
            late()
    put_back(claimed)
    assert job_view(job).state == "failed"


def test_jobs_are_listed_newest_first_and_page_by_number():
    numbers = [started() for _ in range(5)]
    started(caller=Caller("annan", "editor"))
    mine = list_jobs(by="eva")
    assert [view.id for view in mine] == numbers[::-1]
    assert [view.id for view in list_jobs(limit=2, before=numbers[3], by="eva")] == [numbers[2], numbers[1]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_and_state_has_words(language):
    states = [Job.QUEUED, Job.RUNNING, Job.DONE, Job.FAILED, Job.CANCELLED]
    parts = {"file": "lista.xlsx", "source": "Lista", "name": "2026", "dataset": "TAB638", "service": "SCB"}
    words = (*states, *(f"verb_{verb}" for verb in ACTION_OF_VERB))
    assert all(say(f"jobs.{word}", language, **parts) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_job_has_words(language):
    given = {"name": "x", "attempts": 2, "error": "E", "file": "f", "verb": "v", "verbs": "w", "job_id": 1}
    for code in ("done", "cancelled", "put_back", "worker_lost", "worker_lost_again", "not_allowed",
                 "failed_unexpectedly", "no_upload", "freezing", "exporting", "unknown", "unknown_verb"):  # fmt: skip
        assert explain(Reason(f"job.{code}", given), language)
