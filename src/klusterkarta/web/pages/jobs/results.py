"""What came of a job, as words and links."""

from collections.abc import Callable
from dataclasses import dataclass, field

from klusterkarta.jobs.selectors import JobView
from klusterkarta.values.caller import Caller
from klusterkarta.values.reason import reason_from_dict
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.addresses import address
from klusterkarta.web.navigation import Link
from klusterkarta.web.pages.readings.report import ReportPart, report_part
from klusterkarta.workflow.collect_report import report_from
from klusterkarta.workflow.uploads import find_upload


@dataclass(frozen=True, slots=True)
class JobResult:
    """Sentences, where to go on, and the report of a file of which nothing could be saved."""

    lines: list[str] = field(default_factory=list)
    onward: Link | None = None
    report: ReportPart | None = None


def result_of(job: JobView, lang: str, *, caller: Caller) -> JobResult:
    """The result of a job that is done; of a failed import the way back to its columns; else nothing."""
    if job.state == "done" and job.result and job.verb in _READERS:
        return _READERS[job.verb](job, lang)
    if job.verb == "collect" and job.state in ("failed", "cancelled") and is_allowed(caller, "collect"):
        return JobResult(onward=_back_to_columns(job, lang, caller))
    return JobResult()


def _collected(job: JobView, lang: str) -> JobResult:
    report = report_part(report_from(job.result), lang)
    lines = [f"{figure.number} {figure.words}" for figure in report.figures]
    reading = job.result.get("reading")
    if reading is None:
        return JobResult(report=report)
    return JobResult(lines, Link(say("jobs.show_reading", lang), address("reading", lang, reading=reading)))


def _report_read(job: JobView, lang: str) -> JobResult:
    line = say("jobs.report_found", lang, count=job.result["profiles"])
    onward = address("report-rows", lang, upload=job.result["upload"])
    return JobResult([line], Link(say("jobs.to_report", lang), onward))


def _resolved(job: JobView, lang: str) -> JobResult:
    result = job.result
    lines = [
        say("jobs.resolve_applied", lang, count=sum(result["applied"].values())),
        say("jobs.resolve_proposed", lang, count=result["proposed"]),
        say("jobs.resolve_open", lang, count=result["open_mentions"]),
        *(explain(reason_from_dict(note), lang) for note in result["notes"]),
    ]
    return JobResult(lines, Link(say("jobs.to_duplicates", lang), address("duplicates", lang)))


def _fetched(job: JobView, lang: str) -> JobResult:
    line = say("jobs.figures_fetched", lang, cells=job.result["cells"], table=job.result["key"])
    lines = [line, *(explain(reason_from_dict(note), lang) for note in job.result["notes"])]
    onward = address("figures-table", lang, key=job.result["key"])
    return JobResult(lines, Link(say("jobs.to_figures", lang), onward))


def _frozen(job: JobView, lang: str) -> JobResult:
    name = str(job.result["name"])
    line = say("editions.contents", lang, actors=job.result["actors"], sources=len(job.result["sources"]))
    return JobResult([line], Link(say("jobs.to_edition", lang, name=name), address("edition", lang, name=name)))


def _exported(job: JobView, lang: str) -> JobResult:
    line = say("list.hits", lang, count=job.result["actors"])
    return JobResult([line], Link(say("jobs.get_file", lang), address("job-file", lang, job=job.id)))


def _packed(job: JobView, lang: str) -> JobResult:
    line = say("jobs.packed", lang, count=len(job.result["names"]))
    return JobResult([line], Link(say("jobs.get_file", lang), address("job-file", lang, job=job.id)))


def _back_to_columns(job: JobView, lang: str, caller: Caller) -> Link | None:
    token = str(job.arguments.get("upload", "")).partition(".")[0]
    try:
        upload = find_upload(token, caller=caller)
    except Explained:
        return None
    return Link(say("jobs.to_columns", lang), address("upload", lang, upload=upload.id))


_READERS: dict[str, Callable[[JobView, str], JobResult]] = {
    "collect": _collected,
    "read_report": _report_read,
    "resolve": _resolved,
    "fetch_figures": _fetched,
    "freeze": _frozen,
    "export_xlsx": _exported,
    "export_csv": _exported,
    "hand_over": _packed,
}
