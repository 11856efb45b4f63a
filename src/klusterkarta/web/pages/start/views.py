"""The start page's view."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.start.page import start_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@require_safe
def start(request: PageRequest) -> HttpResponse:
    """The register on one spread."""
    return render(request, start_page(request.lang, caller=request.caller))
