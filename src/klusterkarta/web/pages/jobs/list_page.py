"""What the list of jobs shows."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from klusterkarta.jobs.selectors import JobView, list_jobs
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.jobs.job_words import MARKS, job_title, said, state_words
from klusterkarta.web.rendering import Page

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow:
    """One job in the list."""

    id: int
    title: str
    by: str
    ordered: datetime
    mark: str
    state: str
    percent: int
    running: bool
    message: str


@dataclass(frozen=True, kw_only=True)
class JobsPage(Page):
    """A page of jobs, newest first; while one of the latest is not ended (`busy`) the page asks for itself again."""

    template: ClassVar[str] = "jobs/page.html"
    section: ClassVar[str] = "collecting"
    name: ClassVar[str] = "jobs"

    jobs: list[JobRow]
    busy: bool
    newest: str
    older: str


def jobs_page(lang: str, *, before: int | None) -> JobsPage:
    """The jobs with numbers below `before` (None: the latest)."""
    found = list_jobs(limit=ON_A_PAGE + 1, before=before)
    shown = found[:ON_A_PAGE]
    more = len(found) > ON_A_PAGE
    return JobsPage(
        title=say("jobs.title", lang),
        lead=say("jobs.lead", lang),
        jobs=[_row(one, lang) for one in shown],
        busy=before is None and any(not one.ended for one in shown),
        newest=address("jobs", lang) if before else "",
        older=address("jobs", lang, query=[("before", str(shown[-1].id))]) if more else "",
    )


def _row(job: JobView, lang: str) -> JobRow:
    return JobRow(
        id=job.id,
        title=job_title(job, lang),
        by=job.by,
        ordered=job.created_at,
        mark=MARKS[job.state],
        state=state_words(job, lang),
        percent=job.progress,
        running=job.state == "running",
        message=said(job, job.message, lang=lang) if job.state in ("running", "failed") else "",
    )
