"""Phase histories out of statements, and where an initiative stood in a year."""

import polars as pl

from klusterkarta.analysis.phases import phase_histories, standing_in, years_of
from klusterkarta.values.frames import VALUES
from klusterkarta.vocabularies.phases import PhaseSpan

SCHEMA = VALUES | {"said_on": pl.String}


def history(*rows: tuple[int, str, str, str]):
    """The history that statements (record, property, value, said on) of one actor make."""
    usual = dict.fromkeys(SCHEMA) | {
        "actor": 1,
        "source": "bok",
        "place": "35",
        "mode": "says",
        "reason": "only",
    }
    said = [
        usual | {"record": record, "property": code, "value": value, "said_on": on, "statement": at}
        for at, (record, code, value, on) in enumerate(rows)
    ]
    return phase_histories(pl.DataFrame(said, schema=SCHEMA)).get(1)


# Fordonskomponent Mälardalen as the Sörmland book (2009) has it: chapter 1, and page 35 on the follow-up of 2003.
VEHICLES = history(
    (2, "phase", "nedlagt", "2007"),
    (2, "phase_reason", "krav på privat medfinansiering", "2007"),
    (1, "phase", "lämnat sonderingsfasen", "2003"),
    (3, "end_year", "2007", "2009"),
)


def test_the_suppliers_initiative_ends_in_2007_with_its_reason():
    assert [(one.on, one.text, one.reason) for one in VEHICLES.statements] == [
        ("2003", "lämnat sonderingsfasen", ""),
        # The end year that the book gives elsewhere is the same end, and stands once.
        ("2007", "nedlagt", "krav på privat medfinansiering"),
    ]
    assert standing_in(VEHICLES, 2003).span == PhaseSpan("starting", "maturing")
    assert standing_in(VEHICLES, 2007).span == PhaseSpan("closed", "closed")
    assert years_of([VEHICLES]) == [2003, 2007]


def test_nothing_is_carried_over_from_another_year():
    assert standing_in(VEHICLES, 2005) is None


def test_an_end_year_alone_is_an_end():
    (said,) = history((1, "end_year", "slutet av 2010", "2009")).statements
    assert (said.on, said.span, said.text) == ("2010", PhaseSpan("closed", "closed"), "slutet av 2010")


def test_words_outside_the_phases_stand_in_the_history_and_place_nowhere():
    found = history((1, "phase", "krympt", "2009"), (2, "phase", "start", "2009-05"))
    assert [one.span for one in found.statements] == [None, PhaseSpan("starting", "starting")]
    assert standing_in(found, 2009).said.text == "start"
    assert standing_in(history((1, "phase", "krympt", "2009")), 2009) is None


def test_members_of_the_same_row_then_of_the_nearest_year():
    found = history(
        (1, "phase", "start", "2003"),
        (1, "members", "45", "2003"),
        (2, "phase", "mognad", "2007"),
        (3, "members", "60", "2009"),
        (4, "members", "20", "2004"),
    )
    first, second = standing_in(found, 2003), standing_in(found, 2007)
    assert (str(first.members.amount.low), first.borrowed) == ("45", False)
    # 2009 is two years off, 2004 three.
    assert (str(second.members.amount.low), second.members.on, second.borrowed) == ("60", "2009", True)


def test_a_number_from_too_long_ago_is_not_borrowed():
    found = history((1, "phase", "mognad", "2007"), (2, "members", "60", "2003"))
    assert standing_in(found, 2007).members is None


def test_an_actor_of_whom_no_phase_is_said_has_no_history():
    assert history((1, "members", "45", "2003")) is None
