"""What the page of one job shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.jobs.rights import check_may_cancel
from klusterkarta.jobs.selectors import JobView
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.web.pages.imports.steps import Step, steps
from klusterkarta.web.pages.jobs.job_words import MARKS, job_title, said, state_words
from klusterkarta.web.pages.jobs.results import JobResult, result_of
from klusterkarta.web.pages.readings.report import ReportPart
from klusterkarta.web.rendering import Page


@dataclass(frozen=True, slots=True)
class LogRow:
    """One thing that happened in the job."""

    at: datetime
    words: str


@dataclass(frozen=True, kw_only=True)
class JobPage(Page):
    """One job. `measured`: how much there is to do is known; `steps` are those of an import."""

    template: ClassVar[str] = "jobs/job.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "jobs"

    job: int
    mark: str
    state: str
    waits: bool
    ended: bool
    stopping: bool
    measured: bool
    percent: int
    message: str
    by: str
    ordered: datetime
    started: datetime | None
    stopped: datetime | None
    may_cancel: bool
    steps: list[Step]
    log: list[LogRow]
    result: JobResult
    report: ReportPart | None


def job_page(job: JobView, lang: str, *, caller: Caller) -> JobPage:
    """The page for a job as it stands."""
    result = result_of(job, lang, caller=caller)
    return JobPage(
        title=job_title(job, lang),
        job=job.id,
        mark=MARKS[job.state],
        state=state_words(job, lang),
        waits=job.state == "queued",
        ended=job.ended,
        stopping=job.cancel_asked and not job.ended,
        measured=job.total > 0,
        percent=job.progress,
        message="" if job.state == "done" else said(job, job.message, lang=lang),
        by=job.by,
        ordered=job.created_at,
        started=job.started_at,
        stopped=job.ended_at,
        may_cancel=not job.ended and not job.cancel_asked and _may_cancel(job, caller),
        steps=_steps(job, lang),
        log=[LogRow(line.at, said(job, line.reason, lang=lang)) for line in job.log],
        result=result,
        report=result.report,
    )


def _steps(job: JobView, lang: str) -> list[Step]:
    """Those of an import; where its table was read from a report there is one more."""
    if job.verb != "collect":
        return []
    report = bool(job.arguments.get("report"))
    return steps(5 if report else 4, lang, report=report)


def _may_cancel(job: JobView, caller: Caller) -> bool:
    try:
        check_may_cancel(caller, started_by=job.by)
    except NotAllowed:
        return False
    return True
