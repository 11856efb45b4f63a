"""The shortlist: dated contacts, confirmation by interview only, and who may see it."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from klusterkarta.exchange.selectors import shortlist
from klusterkarta.exchange.services import (
    BadContact,
    ContactNote,
    note_contact,
    put_on_shortlist,
    take_back_contact,
    take_off_shortlist,
)
from klusterkarta.values.caller import OPERATOR, PUBLIC, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from tests.registers import collect_rows, record_id

pytestmark = pytest.mark.django_db
INTERVIEW = ContactNote(
    on="2026-01-15", way="interview", role="klusterledare", interest="Gemensam ansökan", confirms=True
)


@pytest.fixture
def entry() -> int:
    collect_rows("karta", {"1": {"name": "Attica", "kind": "region"}})
    return put_on_shortlist(record_id("karta:1"), "Västernorrland", caller=OPERATOR)


def only():
    (found,) = shortlist("Västernorrland", caller=OPERATOR)
    return found


def test_a_partner_is_confirmed_by_an_interview_with_its_interest(entry):
    assert only().confirmed is None
    note_contact(entry, ContactNote(on="2026-01-02", way="letter", note="Skickade en fråga"), caller=OPERATOR)
    assert only().confirmed is None
    confirming = note_contact(entry, INTERVIEW, caller=OPERATOR)
    found = only()
    assert (found.confirmed.on.isoformat(), found.confirmed.interest) == ("2026-01-15", "Gemensam ansökan")
    assert [one.on.isoformat() for one in found.contacts] == ["2026-01-15", "2026-01-02"]
    take_back_contact(confirming, caller=OPERATOR)
    assert only().confirmed is None


def test_a_partner_stands_once_and_can_come_back(entry):
    again = put_on_shortlist(record_id("karta:1"), "Västernorrland", caller=OPERATOR)
    assert again == entry
    take_off_shortlist(entry, caller=OPERATOR)
    assert shortlist(caller=OPERATOR) == []
    assert put_on_shortlist(record_id("karta:1"), "Västernorrland", caller=OPERATOR) != entry


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"on": "15/1"}, "exchange.no_day"),
        ({"on": "9999-01-01"}, "exchange.day_ahead"),
        ({"way": "rökning"}, "exchange.no_way"),
        ({"way": "call"}, "exchange.confirm_by_interview"),
        ({"interest": " ", "note": "Trevligt"}, "exchange.confirm_interest"),
        ({"interest": "", "confirms": False}, "exchange.nothing_said"),
    ],
)
def test_what_is_no_contact_is_refused_and_nothing_written(entry, changed, code):
    said = {one: getattr(INTERVIEW, one) for one in ContactNote.__slots__} | changed
    with pytest.raises(BadContact) as refused:
        note_contact(entry, ContactNote(**said), caller=OPERATOR)
    assert refused.value.reason.code == code
    assert only().contacts == ()


def test_unknown_things_are_named(entry):
    for call, code in (
        (lambda: put_on_shortlist(10**9, "Västernorrland", caller=OPERATOR), "exchange.no_record"),
        (lambda: put_on_shortlist(record_id("karta:1"), " ", caller=OPERATOR), "exchange.no_region"),
        (lambda: note_contact(10**9, INTERVIEW, caller=OPERATOR), "exchange.no_entry"),
        (lambda: take_back_contact(10**9, caller=OPERATOR), "exchange.no_contact"),
    ):
        with pytest.raises(BadContact) as refused:
            call()
        assert refused.value.reason.code == code


def test_only_the_office_sees_and_writes_it(entry):
    reader = Caller("rut", "reader")
    for caller in (PUBLIC, reader):
        with pytest.raises(NotAllowed):
            shortlist(caller=caller)
        with pytest.raises(NotAllowed):
            note_contact(entry, INTERVIEW, caller=caller)
        with pytest.raises(NotAllowed):
            put_on_shortlist(record_id("karta:1"), "Västernorrland", caller=caller)


def test_a_contact_of_today_is_noted_just_after_midnight(entry, monkeypatch):
    # Half past midnight in Sweden is the evening before by the clock of the register (UTC).
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    note_contact(entry, ContactNote(on="2026-07-01", way="call", note="Ringde"), caller=OPERATOR)
    assert [one.on.isoformat() for one in only().contacts] == ["2026-07-01"]
