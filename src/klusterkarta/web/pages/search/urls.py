"""Addresses of search: the page, and its answer as JSON."""

from django.urls import path

from klusterkarta.web.pages.search.views import search, search_data

urlpatterns = [
    path("search/", search, name="search"),
    path("search/data/", search_data, name="search-data"),
]
