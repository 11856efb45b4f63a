"""The address of search."""

from django.urls import path

from klusterkarta.web.pages.search.views import search

urlpatterns = [path("search/", search, name="search")]
