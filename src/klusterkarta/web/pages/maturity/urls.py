"""Addresses of the maturity of a selection and of its picture."""

from django.urls import path

from klusterkarta.web.pages.maturity.views import maturity, maturity_picture

urlpatterns = [
    path("maturity/", maturity, name="maturity"),
    path("maturity/picture.svg", maturity_picture, name="maturity-picture"),
]
