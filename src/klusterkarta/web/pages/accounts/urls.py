"""Addresses of the accounts."""

from django.urls import path

from klusterkarta.web.pages.accounts.users_views import user, users
from klusterkarta.web.pages.accounts.views import account, login, logout

urlpatterns = [
    path("login/", login, name="login"),
    path("logout/", logout, name="logout"),
    path("account/", account, name="account"),
    path("users/", users, name="users"),
    path("users/<path:user>/", user, name="user"),
]
