"""The list's address."""

from django.urls import path

from klusterkarta.web.pages.actors.views import actors

urlpatterns = [path("actors/", actors, name="actors")]
