"""The edit page's view: choose a property, say something of it, and be taken back to the actor."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_http_methods

from klusterkarta.vocabularies.fields import ProfileField
from klusterkarta.vocabularies.rights import check_allowed
from klusterkarta.vocabularies.words import explain
from klusterkarta.web.addresses import address
from klusterkarta.web.pages.profile.edit_form import EditFaults, EditForm, faults_of, read_form, statement_of
from klusterkarta.web.pages.profile.edit_page import edit_fields, edit_page, editable, values_of
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.edit import edit_actor
from klusterkarta.workflow.show import ActorPage, show_actor
from klusterkarta.workflow.tag_state import BadTag


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: PageRequest, actor: int) -> HttpResponseBase:
    """The form for `?field=`; what is posted becomes a statement of the editor's own source."""
    check_allowed(request.caller, "edit_actor")
    found = show_actor(actor, caller=request.caller, naming_page=1)
    if found is None:
        raise Http404
    given = request.POST if request.method == "POST" else request.GET
    field = editable(given.get("field", ""), caller=request.caller)
    if field is None:
        return render(request, edit_page(found, None, lang=request.lang, caller=request.caller))
    if request.method == "POST":
        return _saved(request, found, field)
    return _form(request, found, field, EditForm(), EditFaults())


def _saved(request: PageRequest, found: ActorPage, field: ProfileField) -> HttpResponse:
    form, values = read_form(request.POST), values_of(found, field)
    faults = faults_of(form, field, values=values, lang=request.lang)
    if faults.any():
        return _form(request, found, field, form, faults)
    try:
        edit_actor(found.summary.id, [statement_of(form, field, values=values)], caller=request.caller)
    except BadTag as refused:
        return _form(request, found, field, form, EditFaults(value=explain(refused.reason, request.lang)))
    return HttpResponseRedirect(address("actor", request.lang, query=[("done", "edited")], actor=found.summary.id))


def _form(
    request: PageRequest, found: ActorPage, field: ProfileField, form: EditForm, faults: EditFaults
) -> HttpResponse:
    fields = edit_fields(field, form, values=values_of(found, field), faults=faults, lang=request.lang)
    page = edit_page(found, fields, lang=request.lang, caller=request.caller)
    return render(request, page, status=422 if faults.any() else 200)
