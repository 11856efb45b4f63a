"""Where an actor's marks stand: the nearest place that is certain, each place once, nothing guessed."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.charts.marks import place_points
from klusterkarta.profile.place_facets import area_of, place_rows, seat_of
from klusterkarta.values.frames import FACETS, VALUES

WORDINGS = st.sampled_from(
    ["Värmland", "Karlstad", "Bergslagen", "Norra Dalsland", "Öresund", "Sverige", "Finland", "Kil", "", "Storgatan 1"]
)


def shown(*said: tuple[str, str], actor: int = 1) -> pl.DataFrame:
    rows = [{"actor": actor, "property": code, "value": value, "shown": True} for code, value in said]
    return pl.DataFrame(rows, schema={name: VALUES[name] for name in ("actor", "property", "value", "shown")})


def places(*said: tuple[str, str]) -> dict[str, str]:
    return {code: certainty for _, _, code, certainty in place_rows(shown(*said)).iter_rows()}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # A county as a whole, until something nearer in it is named.
        ([("geography", "Värmland")], {"17": "stated"}),
        ([("geography", "Värmland"), ("town", "Karlstad")], {"1780": "looked_up"}),
        ([("geography", "Värmland, Karlstad")], {"1780": "stated"}),
        # In several counties: a mark in each.
        ([("geography", "Värmland, Örebro län")], {"17": "stated", "18": "stated"}),
        ([("geography", "Värmland, Örebro län"), ("address", "Torget 1, 681 30 Kristinehamn")],
         {"1781": "looked_up", "18": "stated"}),
        # A village in the municipality of Hällefors, by the table of post towns.
        ([("town", "Grythyttan")], {"1863": "looked_up"}),
        # No fixed borders: four counties, each interpreted (the vocabulary's reading of Bergslagen).
        ([("geography", "Bergslagen")], dict.fromkeys(("18", "19", "20", "21"), "interpreted")),
        # Uppsala is the county's name and the municipality's: the county is right either way.
        ([("geography", "Uppsala")], {"03": "stated"}),
        # Abroad the region where it is known, else the country; the whole country only where nothing is nearer.
        ([("geography", "Skåne, Öresund")], {"12": "stated", "DK01": "interpreted", "DK02": "interpreted"}),
        ([("geography", "Luleå, Uleåborg")], {"2580": "stated", "FI": "looked_up"}),
        ([("geography", "Sverige")], {"SE": "stated"}),
        ([("geography", "Sverige, Gotland")], {"09": "stated"}),
        ([("country", "Norge")], {"NO": "stated"}),
        # A street is no place, and a name alone none either.
        ([("address", "Kungsgatan 2")], {}),
        ([("name", "Karlstads kluster")], {}),
    ],
)  # fmt: skip
def test_where_the_marks_stand(said, expected):
    assert places(*said) == expected


@given(
    st.lists(st.tuples(st.sampled_from(["geography", "counties", "town", "address", "country"]), WORDINGS), max_size=5)
)
def test_whatever_is_said_each_place_is_known_and_none_lies_in_another(said):
    found = places(*said)
    assert all(code in place_points() or code == "SE" for code in found)
    assert not any(code[:2] in found for code in found if len(code) == 4 and code.isdigit())
    assert set(found.values()) <= {"stated", "looked_up", "interpreted"}


def test_nothing_said_gives_a_frame_without_rows():
    assert place_rows(shown()).schema == pl.Schema(FACETS)


def test_readings_of_one_wording():
    assert area_of("") == ()
    assert seat_of("652 24 Karlstad") == seat_of("Box 1, Karlstad") == (("1780", "looked_up"),)
