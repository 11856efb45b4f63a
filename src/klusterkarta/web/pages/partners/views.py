"""The view of partner regions."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.catalogue.selectors.changes import Version, latest_moving_change
from klusterkarta.vocabularies.rights import is_allowed
from klusterkarta.web.pages.partners.page import Asked, partners_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.web.typed import typed
from klusterkarta.workflow.once_each_version import once_each_version
from klusterkarta.workflow.partner_regions import PartnerFacts, facts_now

_LONGEST = 200


@require_safe
def partners(request: PageRequest) -> HttpResponse:
    """Regions that share priorities: `?region=&min=&choice=similar|complementary&gap=`."""
    asked = Asked(
        region=typed(request.GET.get("region"), longest=_LONGEST),
        least=typed(request.GET.get("min"), longest=2),
        choice=typed(request.GET.get("choice"), longest=_LONGEST),
        gap=typed(request.GET.get("gap"), longest=_LONGEST),
    )
    page = partners_page(
        _facts(latest_moving_change()),
        asked,
        lang=request.lang,
        may_shortlist=is_allowed(request.caller, "edit_work"),
    )
    return render(request, page, status=422 if page.fault and request.GET else 200)


@once_each_version(keep=1)
def _facts(_version: Version | None) -> PartnerFacts:
    return facts_now()
