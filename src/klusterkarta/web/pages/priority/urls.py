"""Addresses of priorities."""

from django.urls import path

from klusterkarta.web.pages.priority.files import all_slides, form_json, form_workbook, slide
from klusterkarta.web.pages.priority.views import priorities, priority

urlpatterns = [
    path("priority/", priorities, name="priorities"),
    path("priority/slides.pptx", all_slides, name="priority-slides"),
    path("priority/<str:key>/", priority, name="priority"),
    path("priority/<str:key>/slide.pptx", slide, name="priority-slide"),
    path("priority/<str:key>/registration.xlsx", form_workbook, name="priority-form"),
    path("priority/<str:key>/registration.json", form_json, name="priority-form-json"),
]
