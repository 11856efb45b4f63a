"""A priority as files: its slide, its registration forms."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import Http404, HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from klusterkarta.values.text import slug
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.priority.kept import carried_now
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.priority_sheets import NoPriority
from klusterkarta.workflow.priority_slides import export_deck
from klusterkarta.workflow.registration import Registration
from klusterkarta.workflow.registration_files import registration_document, registration_workbook

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def all_slides(request: PageRequest) -> HttpResponse:
    """Every priority as a slide."""
    return _slides(request, "")


@require_safe
def slide(request: PageRequest, key: str) -> HttpResponse:
    """One priority as a slide."""
    return _slides(request, key)


@require_safe
def form_workbook(request: PageRequest, key: str) -> HttpResponse:
    """What the platforms ask for of the priority and its actors, as a workbook."""
    one = _registration(request, key)
    content = _made(lambda path: registration_workbook(one, path, lang=request.lang))
    return _file(content, _XLSX, f"{key}.xlsx")


@require_safe
def form_json(request: PageRequest, key: str) -> HttpResponse:
    """The same as JSON."""
    document = registration_document(_registration(request, key), lang=request.lang)
    content = json.dumps(document, ensure_ascii=False, indent=2).encode()
    return _file(content, "application/json", f"{key}.json")


def _slides(request: PageRequest, key: str) -> HttpResponse:
    sheets, caller = carried_now().sheets, request.caller
    try:
        content = _made(lambda path: export_deck(path, sheets, caller=caller, language=request.lang, priority=key))
    except NoPriority as none:
        raise Http404 from none
    name = key or slug(say("priority.title", request.lang))
    return _file(content, _PPTX, f"{name}.pptx")


def _registration(request: PageRequest, key: str) -> Registration:
    try:
        return carried_now().registration(key, lang=request.lang)
    except NoPriority as none:
        raise Http404 from none


def _made(write: Callable[[Path], object]) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        write(path)
        return path.read_bytes()


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    stem, _, ending = name.rpartition(".")
    dated = f"{slug(stem)}-{localdate().isoformat()}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{dated}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
