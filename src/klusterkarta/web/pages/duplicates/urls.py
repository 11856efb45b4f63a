"""Addresses of duplicates."""

from django.urls import path

from klusterkarta.web.pages.duplicates.decided_views import decisions, take_back
from klusterkarta.web.pages.duplicates.views import duplicates, judge, look

urlpatterns = [
    path("duplicates/", duplicates, name="duplicates"),
    path("duplicates/judge/", judge, name="duplicates-judge"),
    path("duplicates/look/", look, name="duplicates-look"),
    path("duplicates/decided/", decisions, name="duplicates-decided"),
    path("duplicates/decided/<int:judgement>/take-back/", take_back, name="duplicates-take-back"),
]
