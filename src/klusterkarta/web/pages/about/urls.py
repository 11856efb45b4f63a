"""Addresses of the pages about the site."""

from django.urls import path

from klusterkarta.web.pages.about.views import about, accessibility, privacy

urlpatterns = [
    path("about/", about, name="about"),
    path("about/accessibility/", accessibility, name="accessibility"),
    path("about/privacy/", privacy, name="privacy"),
]
