"""The view of the parties that actors name."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.web.pages.parties.page import Choice, parties_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.once_each_version import once_each_version
from klusterkarta.workflow.parties import NamedParty, parties_of_register

_LONGEST = 200


@require_safe
def parties(request: PageRequest) -> HttpResponse:
    """Funders, universities and others: `?relation=&kind=&q=`."""
    choice = Choice(
        relation=request.GET.get("relation", ""),
        kind=request.GET.get("kind", ""),
        text=typed(request.GET.get("q"), longest=_LONGEST),
    )
    return render(request, parties_page(_parties(latest_moving_change()), choice, lang=request.lang))


@once_each_version(keep=1)
def _parties(_version: Version | None) -> list[NamedParty]:
    return parties_of_register()
