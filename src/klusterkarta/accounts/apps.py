"""Django's entry to the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users with a role and, optionally, a scope."""

    name = "klusterkarta.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
