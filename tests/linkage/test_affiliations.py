"""The organisation in a researcher's address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.linkage.affiliations import organisation_part


@pytest.mark.parametrize(
    ("address", "organisation"),
    [
        # Addresses made up after the forms that researchers write.
        ("Department of Physics, Lund University, Lund, Sweden", "lund university"),
        ("Umeå universitet, Institutionen för fysik", "umea universitet"),
        ("Division of Cardiology, Karolinska Institute, Stockholm", "karolinska institutet"),
        ("Duke University 10 Department of Pathology, , Durham, NC, USA", "duke university"),
        ("Department of Biology, University of California, Berkeley", "university of california berkeley"),
        ("Unit of Food Science", "unit of food science"),
        ("", ""),
    ],
)
def test_the_organisation_is_found(address, organisation):
    assert organisation_part(address) == organisation


@given(st.text(max_size=80))
def test_any_text_gives_a_folded_text(text):
    found = organisation_part(text)
    assert found == " ".join(found.split())
