"""Marks read from statements."""

from tests.linkage.frames import parties


def marks(**values: str) -> set[tuple[str, str]]:
    given = parties([("a", {"name": "x", **values})])
    return set(given.marks.select("mark", "value").iter_rows())


def test_web_addresses():
    assert marks(url="http://www.Klister.lnu.se/kluster/") == {
        ("domain", "lnu.se"),
        ("page", "https://klister.lnu.se/kluster"),
    }
    assert marks(url="saknas") == set()


def test_areas_only_where_they_are_certain():
    assert marks(geography="Skåne | Norra Dalsland") == {("county", "12"), ("county", "14")}
    # Kista lies in Stockholm's municipality, 0180.
    assert marks(town="Kista") == {("county", "01"), ("municipality", "0180")}
    assert marks(geography="Bergslagen") == set()


def test_registration_numbers():
    assert marks(organisation_number="16556057-4880") == {("number", "556057-4880")}
    assert marks(organisation_number="DK 12 34 56 78") == {("number", "dk12345678")}
    assert marks(organisation_number="saknas") == set()


def test_telephone_numbers_are_equal_with_and_without_country():
    assert marks(phone="+46 (0)31 61 24 02") == marks(phone="031-61 24 02") == {("phone", "31612402")}


def test_what_is_no_mark():
    assert marks(description="Skåne", contact_phones="070-123 45 67") == set()
