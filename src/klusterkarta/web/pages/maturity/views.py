"""Views of the maturity of a selection: the page, and its picture as a file."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.maturity.page import maturity_page, picture_of
from klusterkarta.web.pages.maturity.query import MOST_ACTORS, asked_actors, read_query
from klusterkarta.web.pictures import picture_file
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.maturity import maturity_of_actors


@require_safe
def maturity(request: PageRequest) -> HttpResponse:
    """The selection of the address, as on the day of the address."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    actors = asked_actors(query.actors)
    found = maturity_of_actors(actors[:MOST_ACTORS], on=query.on)
    return render(request, maturity_page(found, query, lang=request.lang, total=len(actors)))


@require_safe
def maturity_picture(request: PageRequest) -> HttpResponse:
    """The picture of the same selection."""
    query = read_query(request.GET, request.lang, caller=request.caller)
    found = maturity_of_actors(asked_actors(query.actors)[:MOST_ACTORS], on=query.on)
    picture = picture_of(found, query.on, lang=request.lang)
    if picture is None:
        raise Http404
    return picture_file(picture, request.lang)
