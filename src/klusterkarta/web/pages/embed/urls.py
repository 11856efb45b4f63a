"""The addresses of what is shown on other sites."""

from django.urls import path

from klusterkarta.web.pages.embed.views import embed, embed_at, embed_code

urlpatterns = [
    path("embed/", embed, name="embed"),
    path("embed/at/", embed_at, name="embed-at"),
    path("embed/code/", embed_code, name="embed-code"),
]
