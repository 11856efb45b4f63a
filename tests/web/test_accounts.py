"""Logging in and out, one's own account, and the users that administrators keep."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.test import Client

from klusterkarta.accounts.selectors import list_accounts
from klusterkarta.accounts.services import Account, create_user
from klusterkarta.values.caller import OPERATOR
from tests.registers import collect_rows, record_id
from tests.web.reading import Element, page_of

pytestmark = pytest.mark.django_db
LOGIN, ACCOUNT, USERS = "/sv/login/", "/sv/account/", "/sv/users/"
PASSWORD = "correct-horse-battery"


@pytest.fixture
def anna() -> None:
    create_user(Account(name="anna", role="editor"), PASSWORD, caller=OPERATOR)


def log_in(client: Client, password: str = PASSWORD, **more: str):
    return client.post(LOGIN, {"name": "anna", "password": password, **more})


def errors(page: Element) -> dict[str, str]:
    return {one.attributes["id"].split("-")[1]: one.text() for one in page.all("p", class_="error")}


def is_logged_in(client: Client) -> bool:
    return client.get(ACCOUNT).status_code == 200


def test_logging_in_leads_to_the_start_page_or_to_where_one_was_going(client, anna):
    assert log_in(client)["Location"] == "/sv/"
    assert is_logged_in(client)
    assert log_in(Client(), next="/sv/import/?source=karta")["Location"] == "/sv/import/?source=karta"


@pytest.mark.parametrize(
    "onward", ["https://example.com/", "//example.com/", "javascript:alert(1)", "\\\\example.com", LOGIN]
)
def test_logging_in_leads_to_no_other_site(client, anna, onward):
    assert log_in(client, next=onward)["Location"] == "/sv/"


def test_where_one_was_going_is_kept_through_a_failed_attempt(client, anna):
    page = page_of(client.get("/sv/import/", follow=True))
    assert "Logga in för att fortsätta." in page.one("main").text()
    assert page.one("input", name="next").attributes["value"] == "/sv/import/"
    page = page_of(log_in(client, "fel", next="/sv/import/"))
    assert page.one("input", name="next").attributes["value"] == "/sv/import/"


def test_a_wrong_password_is_answered_without_saying_which_part_was_wrong(client, anna):
    wrong = log_in(client, "fel lösenord")
    unknown = client.post(LOGIN, {"name": "ingen", "password": "fel lösenord"})
    texts = [page_of(one).one("div", class_="faults").text() for one in (wrong, unknown)]
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert texts == ["Användarnamnet eller lösenordet stämmer inte."] * 2
    assert page_of(wrong).one("input", name="name").attributes["value"] == "anna"
    assert "fel lösenord" not in wrong.content.decode()
    assert not is_logged_in(client)


def test_after_too_many_attempts_one_waits_even_with_the_right_password(client, anna):
    # AXES_FAILURE_LIMIT is 8, and the eighth failure locks.
    statuses = [log_in(client, "fel").status_code for _ in range(8)]
    assert statuses == [422] * 7 + [429]
    locked = log_in(client)
    assert locked.status_code == 429
    text = page_of(locked).one("div", class_="faults").text()
    assert "För många försök. Vänta 15 minuter och försök igen." in text
    assert not is_logged_in(client)
    english = client.post("/en/login/", {"name": "anna", "password": PASSWORD})
    assert "Wait 15 minutes" in english.content.decode()


def test_logging_out_asks_for_a_form_and_ends_the_session(client, anna):
    log_in(client)
    assert client.get("/sv/logout/").status_code == 405
    assert is_logged_in(client)
    assert client.post("/sv/logout/")["Location"] == "/sv/?done=logged_out"
    assert not is_logged_in(client)


def test_reading_makes_no_session_and_logging_in_makes_one(client, anna):
    for address in ("/sv/", "/sv/actors/", "/sv/sources/", "/sv/editions/", LOGIN):
        client.get(address)
    assert "sessionid" not in client.cookies
    assert Session.objects.count() == 0
    log_in(client)
    assert Session.objects.count() == 1


def test_no_copy_of_these_pages_is_kept(client, anna):
    assert "no-store" in client.get(LOGIN)["Cache-Control"]
    log_in(client)
    assert "no-store" in client.get(ACCOUNT)["Cache-Control"]


def test_the_own_account_tells_role_and_limit(client):
    county = Account(name="anna", role="editor", scope_kind="county", scope_value="17")
    create_user(county, PASSWORD, caller=OPERATOR)
    log_in(client)
    page = page_of(client.get(ACCOUNT))
    assert [one.text() for one in page.one("dl").all("dd")] == ["Redaktör", "länet Värmland"]


def change(client: Client, old: str, new: str, again: str):
    return client.post(ACCOUNT, {"old": old, "new": new, "again": again})


@pytest.mark.parametrize(
    ("old", "new", "again", "field"),
    [
        ("fel", "another-long-word", "another-long-word", "old"),
        (PASSWORD, "another-long-word", "another-other-word", "again"),
        (PASSWORD, "kort", "kort", "new"),
        (PASSWORD, "password12345", "password12345", "new"),
    ],
)
def test_a_password_is_not_changed_to_a_bad_one_or_without_the_present_one(client, anna, old, new, again, field):
    log_in(client)
    response = change(client, old, new, again)
    assert response.status_code == 422
    assert set(errors(page_of(response))) == {field}
    assert get_user_model().objects.get(username="anna").check_password(PASSWORD)


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client, anna):
    other = Client()
    log_in(client)
    log_in(other)
    assert (
        change(client, PASSWORD, "another-long-word", "another-long-word")["Location"]
        == f"{ACCOUNT}?done=password_changed"
    )
    assert is_logged_in(client)
    assert not is_logged_in(other)
    assert log_in(Client(), "another-long-word").status_code == 302


def test_the_own_account_is_for_those_who_are_logged_in(client, as_role):
    assert client.get(ACCOUNT)["Location"] == "/sv/login/?next=%2Fsv%2Faccount%2F"
    assert as_role("reader").get(ACCOUNT).status_code == 200


def test_who_must_log_in_to_send_a_form_comes_back_to_the_page_that_has_it(client):
    form, own = "http://testserver/sv/duplicates/?left=1&right=2", "/sv/duplicates/judge/"
    for came_from, onward in ((form, "/sv/duplicates/?left=1&right=2"), ("http://else.example/x", own), ("", own)):
        sent = client.post(own, headers={"referer": came_from})
        assert sent["Location"] == "/sv/login/?" + urlencode({"next": onward})


@pytest.mark.parametrize("role", ["reader", "editor", "assessor"])
def test_users_are_kept_by_administrators_alone(client, as_role, role):
    user = as_role(role)
    for address in (USERS, f"{USERS}{role}/"):
        assert client.get(address)["Location"].startswith("/sv/login/")
        assert user.get(address).status_code == 403
        assert user.post(address, {"do": "role", "role": "administrator", "name": "x"}).status_code == 403
    assert [one.role for one in list_accounts()] == [role]


def new_user(client: Client, **changes: str):
    return client.post(USERS, {"name": "bo", "role": "editor", "scope_kind": "", "scope_value": ""} | changes)


def test_a_new_users_password_is_shown_once_and_works(as_role):
    administrator = as_role("administrator")
    page = page_of(new_user(administrator))
    password = page.one("div", class_="notice").one("code").text()
    assert len(password) >= 20
    assert password not in administrator.get(USERS).content.decode()
    assert Client().post(LOGIN, {"name": "bo", "password": password}).status_code == 302
    assert {one.name: one.role for one in list_accounts()} == {"administrator": "administrator", "bo": "editor"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": "administrator"}, "name"),
        ({"name": "Administrator"}, "name"),
        ({"name": ""}, "name"),
        ({"name": "bo/ek"}, "name"),
        ({"role": "operator"}, "role"),
        ({"scope_kind": "county", "scope_value": "Atlantis"}, "scope_value"),
        ({"scope_kind": "initiative", "scope_value": "999"}, "scope_value"),
        ({"scope_value": "17"}, "scope_kind"),
    ],
)
def test_a_user_that_cannot_be_made_is_refused_at_the_field(as_role, changes, field):
    response = new_user(as_role("administrator"), **changes)
    assert response.status_code == 422
    assert set(errors(page_of(response))) == {field}
    assert [one.name for one in list_accounts()] == ["administrator"]


def test_a_limit_is_a_county_by_name_or_code_or_an_actor_by_number(as_role):
    collect_rows("karta", {"1": {"name": "Glasriket"}})
    administrator = as_role("administrator")
    new_user(administrator, scope_kind="county", scope_value="värmlands län")
    new_user(administrator, name="cilla", scope_kind="county", scope_value="18")
    new_user(administrator, name="disa", scope_kind="initiative", scope_value=str(record_id("karta:1")))
    limits = {one.name: (one.scope_kind, one.scope_value) for one in list_accounts()}
    # Värmland is 17 and Örebro 18 among the codes of Swedish counties (SCB).
    assert limits["bo"] == ("county", "17")
    assert limits["cilla"] == ("county", "18")
    assert limits["disa"] == ("initiative", str(record_id("karta:1")))


def test_a_users_role_is_changed(as_role):
    administrator = as_role("administrator")
    new_user(administrator)
    response = administrator.post(
        f"{USERS}bo/", {"do": "role", "role": "assessor", "scope_kind": "", "scope_value": ""}
    )
    assert response["Location"] == f"{USERS}bo/?done=role_saved"
    assert {one.name: one.role for one in list_accounts()}["bo"] == "assessor"
    wrong = administrator.post(f"{USERS}bo/", {"do": "role", "role": "kejsare"})
    assert (wrong.status_code, set(errors(page_of(wrong)))) == (422, {"role"})


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(as_role, anna, client):
    administrator = as_role("administrator")
    log_in(client)
    administrator.post(f"{USERS}anna/", {"do": "close"})
    assert not is_logged_in(client)
    assert log_in(Client()).status_code == 422
    administrator.post(f"{USERS}anna/", {"do": "open"})
    assert log_in(Client()).status_code == 302


def test_a_new_password_ends_the_old_one(as_role, anna, client):
    log_in(client)
    page = page_of(as_role("administrator").post(f"{USERS}anna/", {"do": "password"}))
    password = page.one("div", class_="notice").one("code").text()
    assert not is_logged_in(client)
    assert log_in(Client()).status_code == 422
    assert log_in(Client(), password).status_code == 302


@pytest.mark.parametrize("do", ["role", "close", "open"])
def test_an_administrator_cannot_shut_out_oneself(as_role, do):
    administrator = as_role("administrator")
    response = administrator.post(f"{USERS}administrator/", {"do": do, "role": "reader"})
    assert response.status_code == 403
    assert "Be en annan administratör." in response.content.decode()
    (account,) = list_accounts()
    assert (account.role, account.active) == ("administrator", True)


def test_what_is_no_deed_and_who_is_no_user(as_role):
    administrator = as_role("administrator")
    assert administrator.post(f"{USERS}administrator/", {"do": "erase"}).status_code == 400
    assert administrator.get(f"{USERS}ingen/").status_code == 404


def test_the_own_account_is_in_the_menu_of_whoever_is_logged_in(client, as_role):
    def menu(visitor: Client) -> list[str]:
        return [one.attributes["href"] for one in page_of(visitor.get("/sv/")).one("ul", class_="tools").all("a")]

    assert ACCOUNT not in menu(client)
    assert ACCOUNT in menu(as_role("reader"))
