"""Django's entry to the assessments."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Criteria, rounds, scores and decisions."""

    name = "klusterkarta.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
