"""Addresses of tagging."""

from django.urls import path

from klusterkarta.web.pages.tagging.views import decide, tagging

urlpatterns = [
    path("tagging/", tagging, name="tagging"),
    path("tagging/<int:actor>/", decide, name="tagging-decide"),
]
