"""Addresses of concepts."""

from django.urls import path

from klusterkarta.web.pages.concepts.editing import edit, new, restore, retire, undo
from klusterkarta.web.pages.concepts.files import concepts_file, take_in
from klusterkarta.web.pages.concepts.views import concept, concepts

urlpatterns = [
    path("concepts/", concepts, name="concepts"),
    path("concepts/new/", new, name="concept-new"),
    path("concepts/import/", take_in, name="concepts-import"),
    path("concepts/<slug:scheme>.<slug:form>", concepts_file, name="concepts-file"),
    path("concepts/changes/<int:write>/take-back/", undo, name="concepts-take-back"),
    path("concept/<slug:key>/", concept, name="concept"),
    path("concept/<slug:key>/edit/", edit, name="concept-edit"),
    path("concept/<slug:key>/retire/", retire, name="concept-retire"),
    path("concept/<slug:key>/restore/", restore, name="concept-restore"),
]
