"""The choosing rule: each expectation follows from its reviewed text in choosing_rule.yaml."""

import polars as pl
import pytest

from klusterkarta.profile.choose import Said, choose_values
from klusterkarta.profile.rules import choosing_rule
from klusterkarta.values.frames import MEMBERS, RECORDS, SOURCES, STATEMENTS

# key: (trust, published on)
SOURCES_BY_KEY = {"old": (50, "2009"), "new": (50, "2023-05"), "editor": (90, ""), "blog": (10, "2025")}


def said(*rows: dict[str, object], things: dict[int, str] | None = None) -> Said:
    full = [
        {
            "statement": at, "record": at, "source": "old", "property": "start_year", "language": "", "value": "",
            "mode": "says", "place": "", "observed_on": "", "read_on": "2026-11-21", "position": 0, "relation": "",
            "target": None,
        } | row
        for at, row in enumerate(rows, start=1)
    ]  # fmt: skip
    statements = pl.DataFrame(full, schema=STATEMENTS)
    ids = sorted({row["record"] for row in full})
    records = [(one, f"k:{one}", "old", (things or {}).get(one, "actor"), None, False) for one in ids]
    sources = [(key, "report", key, key, "", when, "", "", trust) for key, (trust, when) in SOURCES_BY_KEY.items()]
    return Said(
        statements,
        pl.DataFrame(records, schema=RECORDS, orient="row"),
        pl.DataFrame(sources, schema=SOURCES, orient="row"),
        pl.DataFrame([(one, 1) for one in ids], schema=MEMBERS, orient="row"),
    )


def chosen(frame: pl.DataFrame) -> dict[str, tuple[bool, str]]:
    return {value: (shown, reason) for value, shown, reason in frame.select("value", "shown", "reason").iter_rows()}


def choose(*rows: dict[str, object], **more: object) -> pl.DataFrame:
    return choose_values(said(*rows, **more), choosing_rule())


def test_the_newer_of_equally_trusted_sources_is_shown_and_the_difference_is_a_conflict():
    found = choose({"value": "1999"}, {"value": "2005", "source": "new"})
    assert chosen(found) == {"2005": (True, "newest"), "1999": (False, "older")}
    assert found["conflict"].all()


def test_trust_comes_before_newness():
    found = choose({"value": "1999"}, {"value": "2005", "source": "blog"})
    assert chosen(found) == {"1999": (True, "trusted"), "2005": (False, "less_trusted")}


def test_the_date_a_value_is_about_counts_before_the_date_of_its_source():
    found = choose({"value": "2002", "source": "new", "observed_on": "2001"}, {"value": "2003"})
    assert chosen(found)["2003"] == (True, "newest")


def test_one_voice():
    found = choose({"value": "1999"})
    assert chosen(found) == {"1999": (True, "only")}
    assert not found["conflict"].any()


def test_equal_values_agree_and_are_no_conflict():
    found = choose(
        {"value": "Ca 30", "property": "members"}, {"value": "ca 30", "property": "members", "source": "new"}
    )
    assert found["shown"].sum() == 1
    assert set(found["reason"]) == {"newest", "agrees"}


def test_members_change_with_time_and_are_no_conflict():
    found = choose({"value": "30", "property": "members"}, {"value": "45", "property": "members", "source": "new"})
    assert not found["conflict"].any()


def test_several_values_stand_together_where_the_field_holds_several():
    rows = [{"value": name, "property": "funders"} for name in ("VINNOVA", "Vinnova", "LTU")]
    found = choose(*rows)
    assert found.filter("shown")["value"].to_list() == ["VINNOVA", "LTU"]
    assert not found["conflict"].any()


def test_a_denied_value_gives_way_and_ends_the_conflict():
    denial = {"value": "2005", "mode": "denies", "source": "editor"}
    found = choose({"value": "1999"}, {"value": "2005", "source": "new"}, denial)
    says = found.filter(pl.col("mode") == "says")
    assert chosen(says) == {"1999": (True, "only"), "2005": (False, "denied")}
    assert not found["conflict"].any()


def test_a_less_trusted_source_cannot_deny():
    found = choose({"value": "1999"}, {"value": "1999", "mode": "denies", "source": "blog"})
    assert chosen(found.filter(pl.col("mode") == "says")) == {"1999": (True, "only")}


def test_an_editor_who_says_that_there_is_no_value_leaves_the_slot_empty():
    found = choose({"value": "1999"}, {"value": "", "mode": "none", "source": "editor"})
    assert not found["shown"].any()
    assert chosen(found) == {"1999": (False, "less_trusted"), "": (False, "blank")}


def test_a_describing_record_names_an_actor_before_a_mention_does():
    rows = [
        {"property": "name", "value": "Paper province", "source": "new"},
        {"property": "name", "value": "The Paper Province"},
    ]
    found = choose(*rows, things={1: "mention"})
    assert found.filter("shown")["value"].to_list() == ["The Paper Province"]


def test_languages_do_not_compete():
    rows = [
        {"property": "description", "value": "ett", "language": "sv"},
        {"property": "description", "value": "one", "language": "en"},
    ]
    assert choose(*rows)["shown"].all()


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_statements_does_not_matter(seed):
    whole = said(
        {"value": "1999"},
        {"value": "2002"},
        {"value": "2005", "source": "new"},
        {"value": "2005", "mode": "denies", "source": "blog"},
    )
    shuffled = Said(
        whole.statements.sample(fraction=1, shuffle=True, seed=seed), whole.records, whole.sources, whole.members
    )
    assert choose_values(shuffled, choosing_rule()).equals(choose_values(whole, choosing_rule()))


def test_nothing_said_nothing_shown():
    whole = said({"value": "1999"})
    assert choose_values(
        Said(whole.statements.clear(), whole.records, whole.sources, whole.members), choosing_rule()
    ).is_empty()
