"""Views of handing over: what is packed, the pack, the annex alone."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from klusterkarta.jobs.services import start_job
from klusterkarta.values.text import slug
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.hand_over.page import hand_over_page, is_large
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.hand_over import hand_over
from klusterkarta.workflow.method_annex import export_annex
from klusterkarta.workflow.once_each_version import one_at_a_time

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def hand_over_page_view(request: PageRequest) -> HttpResponse:
    """What is handed over, of the register or of `?edition=`."""
    check_allowed(request.caller, "edit_work")
    return render(request, hand_over_page(_edition(request), request.lang))


@require_http_methods(["GET", "HEAD", "POST"])
def pack(request: PageRequest) -> HttpResponse:
    """Everything in one file; of a large register a job that writes it, once it is asked for with a form."""
    check_allowed(request.caller, "edit_work")
    edition = _edition(request) or None
    chosen = {"edition": edition} if edition else {}
    if request.method == "POST":
        job = start_job("hand_over", {"language": request.lang, **chosen}, caller=request.caller)
        return HttpResponseRedirect(address("job", request.lang, job=job))
    if is_large(edition or ""):
        return HttpResponseRedirect(address("hand-over", request.lang, query=list(chosen.items())))
    content = _made(lambda path: hand_over(path, caller=request.caller, language=request.lang, edition=edition))
    return _file(content, "application/zip", f"{slug(say('annex.menu', request.lang))}-{_dated(request)}.zip")


@require_safe
def annex(request: PageRequest) -> HttpResponse:
    """The method annex alone."""
    check_allowed(request.caller, "edit_work")
    edition = _edition(request) or None
    content = _made(lambda path: export_annex(path, caller=request.caller, language=request.lang, edition=edition))
    return _file(content, _DOCX, f"{slug(say('annex.title', request.lang))}-{_dated(request)}.docx")


def _edition(request: PageRequest) -> str:
    edition = request.GET.get("edition", "")
    if edition and edition not in {one.name for one in register_state().editions}:
        raise BadRequest(say("editions.unknown_edition", request.lang))
    return edition


def _dated(request: PageRequest) -> str:
    return slug(request.GET.get("edition", "")) or localdate().isoformat()


def _made(write: Callable[[Path], object]) -> bytes:
    with one_at_a_time(), TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write(path)
        return path.read_bytes()


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
