"""Master lists to fetch: a small one at once, a large one as a job for who may start one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponse, HttpResponseRedirect

from klusterkarta.jobs.services import start_job
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.rendering import Page, render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.export import export_csv, export_xlsx, new_export_path
from klusterkarta.workflow.once_each_version import one_at_a_time

MOST_AT_ONCE = 5_000
"""As many actors as are written while somebody waits for the page."""

_WRITERS: dict[str, tuple[Callable[..., Any], str]] = {
    "xlsx": (export_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (export_csv, "text/csv; charset=utf-8"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for: the form, of which edition (None: the register now), and which actors (None: all)."""

    ending: str
    edition: str | None = None
    actors: Sequence[int] | None = None
    number: int


@dataclass(frozen=True, kw_only=True)
class LargeListPage(Page):
    """Says that the list is too long to wait for, and what to do instead."""

    template: ClassVar[str] = "editions/large.html"
    section: ClassVar[str] = "editions"
    name: ClassVar[str] = "editions"

    number: int
    here: str
    may_start: bool
    to_list: str


def master_list_answer(request: PageRequest, wanted: Wanted) -> HttpResponse:
    """The file; for a large one the page that explains, or, when that page is posted, the job that writes the file."""
    if request.method == "POST":
        arguments: dict[str, Any] = {"language": request.lang}
        arguments |= {"edition": wanted.edition} if wanted.edition else {}
        arguments |= {"actors": list(wanted.actors)} if wanted.actors is not None else {}
        job = start_job(f"export_{wanted.ending}", arguments, caller=request.caller)
        return HttpResponseRedirect(address("job", request.lang, job=job))
    if wanted.number < MOST_AT_ONCE:
        return _file(request, wanted)
    return render(request, _large(request, wanted))


def _large(request: PageRequest, wanted: Wanted) -> LargeListPage:
    return LargeListPage(
        title=say("editions_pages.large_title", request.lang),
        lead=say("editions_pages.large_lead", request.lang, count=wanted.number),
        number=wanted.number,
        here=request.get_full_path(),
        may_start=is_allowed(request.caller, "read_jobs"),
        to_list=address("actors", request.lang),
    )


def _file(request: PageRequest, wanted: Wanted) -> HttpResponse:
    write, content_type = _WRITERS[wanted.ending]
    path = new_export_path(wanted.ending, language=request.lang, edition=wanted.edition)
    try:
        with one_at_a_time():
            write(path, caller=request.caller, language=request.lang, edition=wanted.edition, actors=wanted.actors)
        content = path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
    # Without the part of the name that keeps exports apart.
    file_name = path.stem.rpartition("-")[0] + path.suffix
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
