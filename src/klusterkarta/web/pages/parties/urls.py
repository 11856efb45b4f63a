"""Address of the parties."""

from django.urls import path

from klusterkarta.web.pages.parties.views import parties

urlpatterns = [path("parties/", parties, name="parties")]
