"""Addresses of the comparison and of its files."""

from django.urls import path, re_path

from klusterkarta.web.pages.side_by_side.views import side_by_side, side_by_side_file

urlpatterns = [
    path("side-by-side/", side_by_side, name="side-by-side"),
    re_path(r"^side-by-side/table\.(?P<ending>xlsx|csv)$", side_by_side_file, name="side-by-side-file"),
]
