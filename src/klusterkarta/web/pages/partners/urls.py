"""Addresses of partner regions and the shortlist."""

from django.urls import path

from klusterkarta.web.pages.partners.shortlist_views import add_contact, put, shortlisted, take_back, take_off
from klusterkarta.web.pages.partners.views import partners

urlpatterns = [
    path("partners/", partners, name="partners"),
    path("partners/shortlist/", shortlisted, name="shortlist"),
    path("partners/shortlist/put/", put, name="shortlist-put"),
    path("partners/shortlist/<int:entry>/contact/", add_contact, name="shortlist-contact"),
    path("partners/shortlist/<int:entry>/off/", take_off, name="shortlist-off"),
    path("partners/shortlist/contact/<int:contact>/take-back/", take_back, name="shortlist-take-back"),
]
