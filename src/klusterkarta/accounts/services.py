"""Make users and change what they may do."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from klusterkarta.accounts.models import Role
from klusterkarta.values.caller import Caller
from klusterkarta.vocabularies.rights import check_allowed

ROLES = ("reader", "editor", "assessor", "administrator")
SCOPES = ("", "county", "initiative", "organisation")


class BadAccount(ValueError):
    """The account cannot be made as asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a user is made of. The name is a user name, not a person's full name."""

    name: str
    role: str
    scope_kind: str = ""
    scope_value: str = ""


def new_password() -> str:
    """A password of four groups that can be read aloud (about 80 bits).

    >>> len(new_password().split("-"))
    4
    """
    return "-".join(secrets.token_hex(3)[:5] for _ in range(4))


def create_user(account: Account, password: str, *, caller: Caller) -> None:
    """Make a user. Raises BadAccount when the name is taken, the role unknown or the password too weak."""
    check_allowed(caller, "manage_users")
    _check(account)
    users = get_user_model()
    if users.objects.filter(username=account.name).exists():
        raise BadAccount(f"there is already a user '{account.name}'")
    try:
        validate_password(password)
    except ValidationError as fault:
        raise BadAccount(" ".join(fault.messages)) from fault
    with transaction.atomic():
        user = users.objects.create_user(account.name, password=password)
        _set_role(user.pk, account)


def set_password(name: str, password: str, *, caller: Caller) -> None:
    """Give a user a new password. Raises BadAccount for an unknown user."""
    check_allowed(caller, "manage_users")
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise BadAccount(f"there is no user '{name}'")
    user.set_password(password)
    user.save(update_fields=["password"])


def change_role(account: Account, *, caller: Caller) -> None:
    """Give an existing user another role or scope. Raises BadAccount."""
    check_allowed(caller, "manage_users")
    _check(account)
    user = get_user_model().objects.filter(username=account.name).first()
    if user is None:
        raise BadAccount(f"there is no user '{account.name}'")
    _set_role(user.pk, account)


def set_active(name: str, *, active: bool, caller: Caller) -> None:
    """Let a user log in, or no more."""
    check_allowed(caller, "manage_users")
    get_user_model().objects.filter(username=name).update(is_active=active)


def _set_role(user_id: int, account: Account) -> None:
    values = {"role": account.role, "scope_kind": account.scope_kind, "scope_value": account.scope_value}
    Role.objects.update_or_create(user_id=user_id, defaults=values)


def _check(account: Account) -> None:
    if not account.name.strip() or len(account.name) > 150:
        raise BadAccount("a user name has 1 to 150 characters")
    if account.role not in ROLES:
        raise BadAccount(f"'{account.role}' is no role; expected one of {', '.join(ROLES)}")
    if account.scope_kind not in SCOPES or bool(account.scope_kind) != bool(account.scope_value):
        raise BadAccount("a scope is a kind (county, initiative, organisation) and a value, or neither")
