"""The view in which a strategy is read: the file is looked at once and not kept."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpResponse

from klusterkarta.catalogue.selectors.concepts import priority_names
from klusterkarta.concepts.selectors import workspace_concepts
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain, say
from klusterkarta.web.pages.imports.upload_limit import UploadLimit, refusals, takes_files
from klusterkarta.web.pages.strategy.page import strategy_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.strategy import read_strategy_file

_ENDINGS = (".pdf", ".docx", ".html", ".htm", ".txt")


@takes_files(lambda request: check_allowed(request.caller, "collect"))
def strategy(request: PageRequest, limit: UploadLimit) -> HttpResponse:
    """The form, and what was read out of the file that was sent with it."""
    if request.method != "POST":
        return render(request, strategy_page(request.lang))
    if limit.exceeded:
        return _refused(request, next(iter(refusals(limit, request).values())))
    file: Any = request.FILES.get("file")
    if file is None:
        return _refused(request, say("strategy.no_file", request.lang))
    name = Path(file.name or "").name
    with TemporaryDirectory() as folder:
        ending = Path(name).suffix.lower()
        path = Path(folder) / f"strategy{ending if ending in _ENDINGS else ''}"
        path.write_bytes(file.read())
        try:
            found = read_strategy_file(path, own=priority_names(), known=workspace_concepts(), name=name)
        except Explained as fault:
            return _refused(request, explain(fault.reason, request.lang).replace(path.name, name))
    return render(request, strategy_page(request.lang, found=found))


def _refused(request: PageRequest, error: str) -> HttpResponse:
    return render(request, strategy_page(request.lang, error=error), status=422)
