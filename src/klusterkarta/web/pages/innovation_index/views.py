"""The views of the index: `?spec=` which, `?level=` of which regions, `?one=` and `?other=` the two compared."""

from functools import lru_cache

from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.vocabularies.words import say
from klusterkarta.web.pages.innovation_index.page import IndexQuery, index_page, picture_of, two_of
from klusterkarta.web.pictures import picture_file
from klusterkarta.web.refusals import told_as_bad_request
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest
from klusterkarta.workflow.figures import cubes
from klusterkarta.workflow.innovation_index import BadIndex, IndexView, composite_indices, index_view


@require_safe
def index(request: PageRequest) -> HttpResponse:
    """The index by the figures that there are; without any how to begin."""
    query = _query(request)
    return render(request, index_page(_view(request, query), query, lang=request.lang, caller=request.caller))


@require_safe
def index_picture(request: PageRequest) -> HttpResponse:
    """The propeller of the region `?one=`."""
    query = _query(request)
    found = _view(request, query)
    if found is None:
        raise Http404
    region, _ = two_of(found, query)
    return picture_file(picture_of(found, region, lang=request.lang), request.lang)


def _query(request: PageRequest) -> IndexQuery:
    """What is asked. BadRequest for an index that there is not."""
    known = composite_indices()
    spec = request.GET.get("spec", "") or next(iter(known))
    if spec not in known:
        raise BadRequest(say("innovation_index.unknown", request.lang, spec=spec[:60], known=", ".join(known)))
    level, one, other = (request.GET.get(name, "")[:10] for name in ("level", "one", "other"))
    return IndexQuery(spec, level, one, other)


def _view(request: PageRequest, query: IndexQuery) -> IndexView | None:
    state = tuple((one.key, one.version, one.sha256) for one in cubes())
    with told_as_bad_request(request.lang, BadIndex):
        return _kept(query.spec, query.level, request.lang, state)


@lru_cache(maxsize=16)
def _kept(spec: str, level: str, lang: str, _state: object) -> IndexView | None:
    return index_view(spec, level=level, lang=lang)
