"""Addresses of the index and of its pictures."""

from django.urls import path

from klusterkarta.web.pages.innovation_index.views import index, index_picture

urlpatterns = [
    path("index/", index, name="index"),
    path("index/picture.svg", index_picture, name="index-picture"),
]
