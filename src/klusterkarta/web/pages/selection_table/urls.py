"""Addresses of the table and of its files."""

from django.urls import path, re_path

from klusterkarta.web.pages.selection_table.views import table, table_file

urlpatterns = [
    path("table/", table, name="table"),
    re_path(r"^table/table\.(?P<ending>xlsx|csv)$", table_file, name="table-file"),
]
