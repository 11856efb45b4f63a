"""Addresses of editions."""

from django.urls import path, re_path

from klusterkarta.web.pages.editions.compare_views import compare
from klusterkarta.web.pages.editions.views import download, edition, editions, master_list

urlpatterns = [
    path("editions/", editions, name="editions"),
    path("compare/", compare, name="compare"),
    re_path(r"^download/(?P<ending>xlsx|csv)/$", download, name="download"),
    path("editions/<str:name>/", edition, name="edition"),
    re_path(r"^editions/(?P<name>[^/]+)/master-list\.(?P<ending>xlsx|csv)$", master_list, name="edition-file"),
]
