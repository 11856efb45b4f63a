"""The start page's address."""

from django.urls import path

from klusterkarta.web.pages.start.views import start

urlpatterns = [path("", start, name="start")]
