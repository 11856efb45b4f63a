"""Addresses of handing over."""

from django.urls import path

from klusterkarta.web.pages.hand_over.views import annex, hand_over_page_view, pack

urlpatterns = [
    path("hand-over/", hand_over_page_view, name="hand-over"),
    path("hand-over/pack.zip", pack, name="hand-over-pack"),
    path("hand-over/annex.docx", annex, name="hand-over-annex"),
]
