"""Addresses of the two maps and of a county's profile."""

from django.urls import path

from klusterkarta.web.pages.two_maps.views import region, region_picture, two_maps

urlpatterns = [
    path("two-maps/", two_maps, name="two-maps"),
    path("region/<str:county>/", region, name="region"),
    path("region/<str:county>/picture.svg", region_picture, name="region-picture"),
]
