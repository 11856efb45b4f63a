"""Django's entry to the exchange."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Shortlisted partners and dated contacts."""

    name = "klusterkarta.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
