"""Views of the pages about the site."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from klusterkarta.web.pages.about.about_page import about_page
from klusterkarta.web.pages.about.accessibility_page import accessibility_page
from klusterkarta.web.pages.about.privacy_page import privacy_page
from klusterkarta.web.rendering import render
from klusterkarta.web.requests import PageRequest


@require_safe
def about(request: PageRequest) -> HttpResponse:
    """What the site is, who answers for it and how it chooses what it shows."""
    return render(request, about_page(request.lang))


@require_safe
def accessibility(request: PageRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, accessibility_page(request.lang))


@require_safe
def privacy(request: PageRequest) -> HttpResponse:
    """The personal data in the register, and who sees them."""
    return render(request, privacy_page(request.lang))
