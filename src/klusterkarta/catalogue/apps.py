"""Django's entry to the register."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """The register of sources, records, statements and judgements."""

    name = "klusterkarta.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
