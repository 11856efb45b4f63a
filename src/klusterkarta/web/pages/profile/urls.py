"""Addresses about one actor."""

from django.urls import path

from klusterkarta.web.pages.profile.edit_views import edit
from klusterkarta.web.pages.profile.views import place_picture, profile, work

urlpatterns = [
    path("actors/<int:actor>/", profile, name="actor"),
    path("actors/<int:actor>/edit/", edit, name="actor-edit"),
    path("actors/<int:actor>/our-work/", work, name="actor-work"),
    path("actors/<int:actor>/place.svg", place_picture, name="actor-place"),
]
