"""Two versions of a classification in one table are seen, one version is not suspected; known breaks of series."""

import pytest

from klusterkarta.vocabularies.code_breaks import known_breaks, mixed_codes
from klusterkarta.vocabularies.documents import read_document


@pytest.mark.parametrize(
    ("codes", "which", "later"),
    [
        (["NL31", "NL35"], "regions", "NUTS 2024"),
        (["PT17", "PT1A"], "regions", "NUTS 2024"),
        (["HR04", "HR05"], "regions", "NUTS 2021"),
        (["GR30", "EL30"], "regions", "NUTS 2010"),
        (["EL11", "EL51"], "regions", "NUTS 2013"),
        # Computing was J62 and is K62; finance was K64 and is L64 (regulation (EU) 2023/137).
        (["J62", "K62"], "industries", "NACE Rev. 2.1 / SNI 2025"),
        (["K64.1", "L64.2"], "industries", "NACE Rev. 2.1 / SNI 2025"),
        (["34", "46"], "industries", "NACE Rev. 2 / SNI 2007"),
    ],
)
def test_two_versions_are_seen(codes, which, later):
    assert mixed_codes(codes, which=which).later == later


@pytest.mark.parametrize(
    ("codes", "which"),
    [
        (["SE11", "SE12", "NL35", "NL36", "PT19", "HR05", "EL51", "FRY1", "FI1C", "DE40"], "regions"),
        (["J58", "J59", "J60", "K61", "K62", "L64", "M68", "N72", "G46", "V99"], "industries"),
        (["J58", "J59", "J60", "J61", "J62", "K64", "L68", "M72", "G45", "U99"], "industries"),
    ],
)
def test_one_version_is_not_suspected(codes, which):
    assert mixed_codes(codes, which=which) is None


def test_no_code_is_on_both_sides_and_each_says_how_it_was_checked():
    body = read_document("code_breaks").body
    for one in (*body["regions"], *body["industries"]):
        assert not set(one["old"]) & set(one["new"])
        assert one["checked"].strip()
    assert all(one["checked"].startswith("confirmed") for one in body["series"])


def test_breaks_are_known_by_title_or_dataset():
    years = range(2005, 2023)
    assert known_breaks("Förvärvsarbetande 16+ år (RAMS)", years=years) == {2011: "rams_older", 2019: "rams_agi"}
    assert known_breaks("AM/AM0207/AM0207K/X SCB", years=years) == {2011: "rams_older", 2019: "rams_agi"}
    assert known_breaks("Sysselsatta (BAS)", years=years) == {}
    assert 2020 in known_breaks("Sysselsatta: RAMS till 2019, BAS från 2020", years=years)
    assert known_breaks("RAMS", years=[2019, 2020]) == {}
