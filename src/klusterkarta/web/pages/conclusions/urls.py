"""Address of the conclusions."""

from django.urls import path

from klusterkarta.web.pages.conclusions.views import conclusions

urlpatterns = [path("conclusions/", conclusions, name="conclusions")]
