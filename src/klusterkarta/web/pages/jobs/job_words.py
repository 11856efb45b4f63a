"""A job in words: what it does, how it stands, what it says now."""

from klusterkarta.jobs.selectors import JobView
from klusterkarta.values.reason import Reason
from klusterkarta.vocabularies.services import services
from klusterkarta.vocabularies.words import WordsError, explain, say
from klusterkarta.workflow.uploads import called

# State → shape of its mark.
MARKS = {"queued": "none", "running": "open", "done": "ok", "failed": "clash", "cancelled": "end"}


def job_title(job: JobView, lang: str) -> str:
    """What the job does, and to what."""
    source = job.arguments.get("source") or {}
    parts = {
        "file": str(job.arguments.get("file_name") or job.arguments.get("upload") or ""),
        "source": str((source.get("title_en") if lang == "en" else "") or source.get("title_sv") or ""),
        "name": str(job.arguments.get("name") or ""),
        "dataset": str(job.arguments.get("dataset") or ""),
        "service": _service(str(job.arguments.get("service") or ""), lang),
    }
    try:
        return say(f"jobs.verb_{job.verb}", lang, **parts)
    except WordsError:
        # A job of an older version, whose verb is gone.
        return job.verb


def _service(key: str, lang: str) -> str:
    return services()[key].label.read(lang) if key in services() else key


def state_words(job: JobView, lang: str) -> str:
    """How the job stands."""
    asked = job.cancel_asked and not job.ended
    return say("jobs.cancelling" if asked else f"jobs.{job.state}", lang)


def said(job: JobView, reason: Reason | None, *, lang: str) -> str:
    """A message of the job; an upload goes by the name that its owner knows."""
    if reason is None:
        return ""
    stored, name = str(job.arguments.get("upload", "")), str(job.arguments.get("file_name", ""))
    return explain(called(reason, stored, as_name=name), lang)
