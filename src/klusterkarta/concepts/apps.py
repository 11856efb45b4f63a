"""Django's entry to the concepts."""

from django.apps import AppConfig


class ConceptsConfig(AppConfig):
    """Concepts added, changed and retired by the workspace's editors."""

    name = "klusterkarta.concepts"
    label = "concepts"
    default_auto_field = "django.db.models.BigAutoField"
