"""Addresses of assessment."""

from django.urls import path

from klusterkarta.web.pages.assessment.meeting_views import meeting, panel
from klusterkarta.web.pages.assessment.sheet_views import sheet
from klusterkarta.web.pages.assessment.views import round_page, rounds

urlpatterns = [
    path("assessment/", rounds, name="rounds"),
    path("assessment/<int:round_id>/", round_page, name="round"),
    path("assessment/<int:round_id>/sheet/<int:candidate>/", sheet, name="sheet"),
    path("assessment/<int:round_id>/meeting/", meeting, name="meeting"),
    path("assessment/<int:round_id>/meeting/<int:candidate>/", panel, name="panel"),
]
