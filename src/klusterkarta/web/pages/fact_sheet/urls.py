"""Address of the fact sheet."""

from django.urls import path

from klusterkarta.web.pages.fact_sheet.views import fact_sheet

urlpatterns = [path("sheet/", fact_sheet, name="fact-sheet")]
