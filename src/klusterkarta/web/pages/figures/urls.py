"""Addresses of the tables of statistics."""

from django.urls import path

from klusterkarta.web.pages.figures.views import figures, refetch, table

urlpatterns = [
    path("figures/", figures, name="figures"),
    path("figures/<slug:key>/", table, name="figures-table"),
    path("figures/<slug:key>/fetch/", refetch, name="figures-refetch"),
]
