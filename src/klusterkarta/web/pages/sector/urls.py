"""Addresses of the sectors, of one sector's map, and of its picture."""

from django.urls import path

from klusterkarta.web.pages.sector.views import sector, sector_picture, sectors

urlpatterns = [
    path("sectors/", sectors, name="sectors"),
    path("sector/<str:group>/", sector, name="sector"),
    path("sector/<str:group>/picture.svg", sector_picture, name="sector-picture"),
]
