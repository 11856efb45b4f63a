"""Django's entry to the jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that runs in the background: one table for all of it."""

    name = "klusterkarta.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
