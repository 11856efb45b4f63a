"""The role that a user holds."""

from django.conf import settings
from django.db import models


class Role(models.Model):
    """One role per user, optionally narrowed to a county, an initiative or an organisation."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.CASCADE, related_name="role"
    )
    role = models.CharField(max_length=20)
    scope_kind = models.CharField(max_length=20, blank=True)
    scope_value = models.CharField(max_length=100, blank=True)
