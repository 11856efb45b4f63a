"""A user's own password."""

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from klusterkarta.accounts.services import BadAccount
from klusterkarta.values.caller import Caller


class WrongPassword(BadAccount):
    """The present password was not given rightly."""


def change_own_password(old: str, new: str, *, caller: Caller) -> None:
    """Give the caller a new password. Raises WrongPassword, and BadAccount when the new one is too weak.

    Whoever is logged in may do this for themselves, whatever the role.
    """
    user = get_user_model().objects.filter(username=caller.name, is_active=True).first()
    if user is None or not user.check_password(old):
        raise WrongPassword(f"the present password of '{caller.name}' is another")
    try:
        validate_password(new, user)
    except ValidationError as fault:
        raise BadAccount(" ".join(fault.messages)) from fault
    user.set_password(new)
    user.save(update_fields=["password"])
