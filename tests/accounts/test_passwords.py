"""A user's own password."""

import pytest
from django.contrib.auth import get_user_model

from klusterkarta.accounts.passwords import WrongPassword, change_own_password
from klusterkarta.accounts.services import Account, BadAccount, create_user, set_active
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller

pytestmark = pytest.mark.django_db
OLD, NEW = "correct-horse-battery", "another-long-word"
ANNA = Caller("anna", "reader")


@pytest.fixture(autouse=True)
def anna() -> None:
    create_user(Account(name="anna", role="reader"), OLD, caller=OPERATOR)


def fits(password: str) -> bool:
    return get_user_model().objects.get(username="anna").check_password(password)


def test_whoever_is_logged_in_changes_the_own_password():
    change_own_password(OLD, NEW, caller=ANNA)
    assert (fits(NEW), fits(OLD)) == (True, False)


@pytest.mark.parametrize(("old", "caller"), [("fel", ANNA), (OLD, PUBLIC), (OLD, OPERATOR)])
def test_the_present_password_of_the_own_account_is_asked_for(old, caller):
    with pytest.raises(WrongPassword):
        change_own_password(old, NEW, caller=caller)
    assert fits(OLD)


@pytest.mark.parametrize("weak", ["kort", "password12345"])
def test_a_weak_password_is_refused(weak):
    with pytest.raises(BadAccount):
        change_own_password(OLD, weak, caller=ANNA)
    assert fits(OLD)


def test_a_closed_account_changes_nothing():
    set_active("anna", active=False, caller=OPERATOR)
    with pytest.raises(WrongPassword):
        change_own_password(OLD, NEW, caller=ANNA)
