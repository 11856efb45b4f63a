"""From a page's data to HTML: one template engine, whose templates lie beside the pages that use them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import ClassVar

from django.http import HttpResponse
from django.template.backends.django import DjangoTemplates

from klusterkarta.web.requests import PageRequest
from klusterkarta.web.shell import shell_of

_HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page has. A page's own class adds what its template shows and names the template.

    `section` is the menu section that is marked, `name` the address name of the page itself.
    """

    template: ClassVar[str]
    section: ClassVar[str] = ""
    name: ClassVar[str] = ""

    title: str
    lead: str = ""


def render(request: PageRequest, page: Page, *, status: int = 200) -> HttpResponse:
    """The page as an answer. Its template sees `page` and `shell`, nothing else."""
    template = engine().get_template(page.template)
    text = template.render({"page": page, "shell": shell_of(request, page.section, name=page.name)}, request)
    return HttpResponse(text, status=status)


@cache
def engine() -> DjangoTemplates:
    """The engine: templates in `pages/<name>/` and `templates/`, and the site's own tags known without loading."""
    return DjangoTemplates(
        {
            "NAME": "pages",
            "DIRS": [_HERE / "pages", _HERE / "templates"],
            "APP_DIRS": False,
            "OPTIONS": {
                "libraries": {"django_htmx": "django_htmx.templatetags.django_htmx"},
                "builtins": [
                    "django.templatetags.static",
                    "klusterkarta.web.tags.words",
                    "klusterkarta.web.tags.values",
                    "klusterkarta.web.tags.letters",
                ],
            },
        }
    )
