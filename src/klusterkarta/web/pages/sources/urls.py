"""Addresses of sources."""

from django.urls import path

from klusterkarta.web.pages.sources.views import restore_source, source, sources, withdraw_source

urlpatterns = [
    path("sources/", sources, name="sources"),
    path("sources/<str:key>/", source, name="source"),
    path("sources/<str:key>/withdraw/", withdraw_source, name="source-withdraw"),
    path("sources/<str:key>/restore/", restore_source, name="source-restore"),
]
