"""The view that compares two editions."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import latest_moving_change
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.editions.compare_form import NOW, latest_edition
from klusterkarta.web.pages.editions.compare_page import compare_page
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.register_state import register_state
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.comparison import Comparison
from klusterkarta.workflow.editions import compare as compare_editions
from klusterkarta.workflow.once_each_version import once_each_version


@require_safe
def compare(request: PageRequest) -> HttpResponse:
    """New, gone and changed actors between `?from=` and `?to=`; an empty one is the register now.

    Without `from` the latest edition is compared.
    """
    states = {NOW: latest_moving_change(), **{one.name: one for one in register_state().editions}}
    before, after = request.GET.get("from", latest_edition()), request.GET.get("to", NOW)
    if not {before, after} <= set(states):
        raise BadRequest(say("editions.unknown_edition", request.lang))
    with told_as_bad_request(request.lang):
        found = _compared(before, after, states[before], states[after])
    return render(request, compare_page(found, request.lang, before=before, after=after))


@once_each_version(keep=4)
def _compared(before: str, after: str, _earlier: object, _later: object) -> Comparison:
    return compare_editions(before or None, after or None)
