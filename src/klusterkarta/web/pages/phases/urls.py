"""Addresses of the phases, of their picture, and of stating one."""

from django.urls import path

from klusterkarta.web.pages.phases.views import phases, phases_picture, state_a_phase

urlpatterns = [
    path("phases/", phases, name="phases"),
    path("phases/picture.svg", phases_picture, name="phases-picture"),
    path("actors/<int:actor>/phase/", state_a_phase, name="actor-phase"),
]
