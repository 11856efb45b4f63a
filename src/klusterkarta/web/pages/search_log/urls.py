"""Addresses of the search log."""

from django.urls import path

from klusterkarta.web.pages.search_log.views import search_log, take_back

urlpatterns = [
    path("search-log/", search_log, name="search-log"),
    path("search-log/<int:search>/take-back/", take_back, name="search-log-take-back"),
]
