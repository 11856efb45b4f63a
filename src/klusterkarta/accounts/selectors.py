"""Who is asking, and who has an account."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model

from klusterkarta.accounts.models import Role
from klusterkarta.values.caller import PUBLIC, Caller


@dataclass(frozen=True, slots=True)
class AccountView:
    """A user as the administrator sees it."""

    name: str
    role: str
    scope_kind: str
    scope_value: str
    active: bool


def caller_of(user: Any) -> Caller:
    """The caller for a request's user; the public for one who is not logged in or has no role."""
    if not user.is_authenticated:
        return PUBLIC
    role = Role.objects.filter(user_id=user.pk).first()
    if role is None:
        return Caller(user.get_username(), "reader")
    return Caller(user.get_username(), role.role, role.scope_kind, role.scope_value)


def list_accounts() -> list[AccountView]:
    """All users, by name."""
    rows = Role.objects.select_related("user").order_by("user__username")
    return [
        AccountView(row.user.get_username(), row.role, row.scope_kind, row.scope_value, row.user.is_active)
        for row in rows
    ]


def account_names() -> list[str]:
    """The user names that can be made responsible for an actor."""
    return list(get_user_model().objects.filter(is_active=True).order_by("username").values_list("username", flat=True))
