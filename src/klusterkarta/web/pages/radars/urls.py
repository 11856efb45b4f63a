"""Addresses of the radars and of their picture."""

from django.urls import path

from klusterkarta.web.pages.radars.views import radar_picture, radars

urlpatterns = [
    path("radars/", radars, name="radars"),
    path("radars/picture.svg", radar_picture, name="radars-picture"),
]
