"""The list's addresses."""

from django.urls import path, re_path

from klusterkarta.web.pages.actors.views import actors, actors_file

urlpatterns = [
    path("actors/", actors, name="actors"),
    re_path(r"^actors/selection\.(?P<ending>xlsx|csv)$", actors_file, name="actors-file"),
]
