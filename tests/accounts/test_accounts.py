"""Accounts: who may be made, and what a role may do; expected rights from the issue, item 8."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from klusterkarta.accounts.selectors import account_names, caller_of, list_accounts
from klusterkarta.accounts.services import (
    Account,
    BadAccount,
    change_role,
    create_user,
    new_password,
    set_active,
    set_password,
)
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.vocabularies.rights import NotAllowed, check_allowed, is_allowed, rights

pytestmark = pytest.mark.django_db
PASSWORD = "gran-berg-sjo-91"


def user(name: str = "redaktor", role: str = "editor", **scope: str):
    create_user(Account(name=name, role=role, **scope), PASSWORD, caller=OPERATOR)
    return get_user_model().objects.get(username=name)


def test_a_user_becomes_a_caller_with_role_and_scope():
    made = user(scope_kind="county", scope_value="17")
    assert caller_of(made) == Caller("redaktor", "editor", "county", "17")
    assert caller_of(AnonymousUser()) == PUBLIC


def test_a_user_without_a_role_can_only_read():
    plain = get_user_model().objects.create_user("utan")
    assert caller_of(plain).role == "reader"


@pytest.mark.parametrize(
    ("account", "password", "says"),
    [
        (Account(name="redaktor", role="editor"), PASSWORD, "already"),
        (Account(name="ny", role="kung"), PASSWORD, "no role"),
        (Account(name=" ", role="editor"), PASSWORD, "1 to 150"),
        (Account(name="ny", role="editor", scope_kind="county"), PASSWORD, "a value"),
        (Account(name="ny", role="editor"), "1234", "12"),
    ],
)
def test_what_is_refused(account, password, says):
    user()
    with pytest.raises(BadAccount, match=says):
        create_user(account, password, caller=OPERATOR)
    assert get_user_model().objects.count() == 1


def test_only_an_administrator_makes_users():
    for role in ("reader", "editor", "assessor"):
        with pytest.raises(NotAllowed):
            create_user(Account(name="ny", role="reader"), PASSWORD, caller=Caller("x", role))
    create_user(Account(name="ny", role="reader"), PASSWORD, caller=Caller("x", "administrator"))
    assert account_names() == ["ny"]


def test_changes_of_role_password_and_activity():
    user()
    change_role(Account(name="redaktor", role="assessor"), caller=OPERATOR)
    set_password("redaktor", "tall-hed-mosse-77", caller=OPERATOR)
    assert get_user_model().objects.get().check_password("tall-hed-mosse-77")
    set_active("redaktor", active=False, caller=OPERATOR)
    (account,) = list_accounts()
    assert (account.role, account.active) == ("assessor", False)
    assert account_names() == []
    with pytest.raises(BadAccount, match="no user 'ingen'"):
        set_password("ingen", PASSWORD, caller=OPERATOR)


def test_new_passwords_differ_and_are_strong_enough():
    made = {new_password() for _ in range(50)}
    assert len(made) == 50
    create_user(Account(name="ny", role="reader"), made.pop(), caller=OPERATOR)


# Item 8: "personal data is seen only by editors and up"; the public needs no account to read and export.
@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("public", {"read_public", "export"}, {"read_personal", "collect", "judge", "read_work_notes"}),
        ("reader", {"read_public", "export"}, {"read_personal", "collect", "judge", "read_work_notes"}),
        (
            "editor",
            {"read_personal", "collect", "judge", "edit_actor"},
            {"withdraw_source", "manage_users", "freeze_edition"},
        ),
        ("assessor", {"read_personal", "read_work_notes"}, {"collect", "judge", "manage_users"}),
        ("administrator", set(rights()), set()),
        ("operator", set(rights()), set()),
    ],
)
def test_what_a_role_may(role, may, may_not):
    caller = Caller("x", role)
    assert {action for action in may if is_allowed(caller, action)} == may
    assert not {action for action in may_not if is_allowed(caller, action)}


def test_a_scope_narrows():
    caller = Caller("x", "editor", "county", "17")
    check_allowed(caller, "edit_actor", scope="17")
    with pytest.raises(NotAllowed, match="only for county 17"):
        check_allowed(caller, "edit_actor", scope="12")
    with pytest.raises(KeyError):
        check_allowed(caller, "no_such_action")
