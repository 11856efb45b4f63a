"""A sole trader's number in all the forms in which people write it. The months here do not exist: nobody's numbers."""

import pytest

from klusterkarta.sources.sole_traders import guard_sole_trader, looks_personal
from klusterkarta.values.stated import Stated

# Third digit below 2, month 19; the number for value added tax is SE, the ten figures and 01 (Swedish Tax Agency).
PERSONAL = [
    "001999-0001", "0019990001", "20001999-0001", "200019990001", "001999+0001", "SE001999000101", "se 001999-0001 01",
    "00 19 99 00 01", " 19001999–0001 ",
]  # fmt: skip
WITHIN = ["Org.nr 001999-0001", "001999-0001 (enskild firma)", "556057-4880, 001999-0001", "SE001999000101 (moms)"]
LEGAL = ["556057-4880", "16556057-4880", "SE556057488001", "5560574880 (AB)", "", "saknas", "00199900011"]


def is_guarded(number):
    guarded, sole = guard_sole_trader([Stated("organisation_number", number), Stated("name", "Firman")])
    assert sole == all(one.personal for one in guarded) == any(one.personal for one in guarded)
    return sole


@pytest.mark.parametrize("number", [*PERSONAL, *WITHIN])
def test_what_identifies_a_sole_trader_is_personal_however_the_number_is_written(number):
    assert is_guarded(number)


@pytest.mark.parametrize("number", LEGAL)
def test_a_legal_person_is_none(number):
    assert not is_guarded(number)
    assert not looks_personal(number)


def test_a_mark_that_is_such_a_number_looks_personal():
    assert all(map(looks_personal, PERSONAL))
