"""Addresses of an import."""

from django.urls import path

from klusterkarta.web.pages.imports.start_views import import_source
from klusterkarta.web.pages.imports.views import changes, columns, mapping_file, remove, save

urlpatterns = [
    path("import/", import_source, name="import"),
    path("import/<slug:upload>/", columns, name="upload"),
    path("import/<slug:upload>/mapping.yaml", mapping_file, name="upload-mapping"),
    path("import/<slug:upload>/changes/", changes, name="upload-changes"),
    path("import/<slug:upload>/save/", save, name="upload-save"),
    path("import/<slug:upload>/remove/", remove, name="upload-remove"),
]
