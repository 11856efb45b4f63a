"""Addresses of private links."""

from django.urls import path

from klusterkarta.web.pages.initiative.views import private_link

urlpatterns = [path("initiative/<str:secret>/", private_link, name="private-link")]
