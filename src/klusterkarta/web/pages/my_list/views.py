"""The view of the list of one's own actors."""

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.my_list.page import is_status, my_list_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@never_cache
@require_safe
def my_list(request: PageRequest) -> HttpResponse:
    """The caller's own actors; `?status=` shows those of one work status."""
    check_allowed(request.caller, "edit_work")
    status = request.GET.get("status", "")
    if not is_status(status):
        raise BadRequest(say("my_list.bad_status", request.lang, status=status[:40]))
    return render(request, my_list_page(request.lang, caller=request.caller, status=status))
