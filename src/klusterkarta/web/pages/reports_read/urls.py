"""Addresses of what was read in a report."""

from django.urls import path

from klusterkarta.web.pages.reports_read.views import collect, corrections, row, rows, use_file

urlpatterns = [
    path("import/<slug:upload>/rows/", rows, name="report-rows"),
    path("import/<slug:upload>/rows/<int:row>/", row, name="report-row"),
    path("import/<slug:upload>/corrections.csv", corrections, name="report-corrections"),
    path("import/<slug:upload>/corrections/", use_file, name="report-use-corrections"),
    path("import/<slug:upload>/collect/", collect, name="report-collect"),
]
