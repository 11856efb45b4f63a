"""All addresses: the root, permanent identifiers, and under each language what the pages' own files list."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.urls import URLPattern, include, path, register_converter
from django.urls.converters import get_converters

from klusterkarta.web import pages
from klusterkarta.web.languages import LanguageConverter
from klusterkarta.web.prepared import prepared
from klusterkarta.web.roots import permanent_address, root

if "lang" not in get_converters():
    register_converter(LanguageConverter, "lang")


def page_patterns() -> Iterator[URLPattern]:
    """What each `pages.<name>.urls` lists, with every view prepared; a folder without one has no page of its own."""
    for folder in sorted(found.name for found in iter_modules(pages.__path__)):
        name = f"{pages.__name__}.{folder}.urls"
        own: list[URLPattern] = import_module(name).urlpatterns if find_spec(name) else []
        for one in own:
            yield URLPattern(one.pattern, prepared(one.callback), one.default_args, one.name)


urlpatterns = [
    path("", root, name="root"),
    path("id/actor/<int:record>", permanent_address, name="permanent"),
    path("<lang:lang>/", include(list(page_patterns()))),
]

handler400 = "klusterkarta.web.faults.bad_request"
handler403 = "klusterkarta.web.faults.permission_denied"
handler404 = "klusterkarta.web.faults.not_found"
handler500 = "klusterkarta.web.faults.server_error"
