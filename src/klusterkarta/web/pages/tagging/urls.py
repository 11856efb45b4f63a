"""Addresses of tagging."""

from django.urls import path

from klusterkarta.web.pages.tagging.views import decide, tagging, undo

urlpatterns = [
    path("tagging/", tagging, name="tagging"),
    path("tagging/<int:actor>/", decide, name="tagging-decide"),
    path("tagging/undo/<int:reading>/", undo, name="tagging-undo"),
]
