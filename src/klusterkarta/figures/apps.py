"""Django's entry to the figures."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    """Cubes of published statistics."""

    name = "klusterkarta.figures"
    label = "figures"
    default_auto_field = "django.db.models.BigAutoField"
