"""The address of the list of one's own actors."""

from django.urls import path

from klusterkarta.web.pages.my_list.views import my_list

urlpatterns = [path("my-list/", my_list, name="my-list")]
