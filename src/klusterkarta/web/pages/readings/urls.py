"""Addresses of readings."""

from django.urls import path

from klusterkarta.web.pages.readings.views import reading, redo_reading, undo_reading

urlpatterns = [
    path("readings/<int:reading>/", reading, name="reading"),
    path("readings/<int:reading>/undo/", undo_reading, name="reading-undo"),
    path("readings/<int:reading>/redo/", redo_reading, name="reading-redo"),
]
