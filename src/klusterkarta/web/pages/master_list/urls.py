"""Addresses of the returned master list."""

from django.urls import path

from klusterkarta.web.pages.master_list.views import hand_in, remove, review

urlpatterns = [
    path("master-list/", hand_in, name="master-list"),
    path("master-list/<slug:upload>/", review, name="master-list-review"),
    path("master-list/<slug:upload>/remove/", remove, name="master-list-remove"),
]
