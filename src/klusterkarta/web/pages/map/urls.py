"""The map's addresses."""

from django.urls import path

from klusterkarta.web.pages.map.views import at_place, data, map_picture, map_view, shapes

urlpatterns = [
    path("map/", map_view, name="map"),
    path("map/data/", data, name="map-data"),
    path("map/at/", at_place, name="map-at"),
    path("map/picture.svg", map_picture, name="map-picture"),
    path("map/shapes/<slug:area>.json", shapes, name="map-shapes"),
]
