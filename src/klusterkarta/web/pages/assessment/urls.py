"""Addresses of assessment."""

from django.urls import path

from klusterkarta.web.pages.assessment.files import minutes, workbook_file
from klusterkarta.web.pages.assessment.funnel_views import funnel_report
from klusterkarta.web.pages.assessment.links_views import links
from klusterkarta.web.pages.assessment.meeting_views import meeting, panel
from klusterkarta.web.pages.assessment.sheet_views import sheet
from klusterkarta.web.pages.assessment.views import round_page, rounds
from klusterkarta.web.pages.assessment.what_if_views import what_if
from klusterkarta.web.pages.assessment.workbook_views import workbook

urlpatterns = [
    path("assessment/", rounds, name="rounds"),
    path("assessment/funnel/", funnel_report, name="funnel"),
    path("assessment/<int:round_id>/", round_page, name="round"),
    path("assessment/<int:round_id>/sheet/<int:candidate>/", sheet, name="sheet"),
    path("assessment/<int:round_id>/meeting/", meeting, name="meeting"),
    path("assessment/<int:round_id>/meeting/<int:candidate>/", panel, name="panel"),
    path("assessment/<int:round_id>/what-if/", what_if, name="what-if"),
    path("assessment/<int:round_id>/links/", links, name="round-links"),
    path("assessment/<int:round_id>/minutes/", minutes, name="round-minutes"),
    path("assessment/<int:round_id>/workbook/", workbook, name="round-workbook"),
    path("assessment/<int:round_id>/workbook/file/", workbook_file, name="round-workbook-file"),
]
