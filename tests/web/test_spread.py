"""Members' spread on an initiative's page: figures with their assumptions, or the reason why there are none."""

import pytest

from klusterkarta.workflow.member_spread import as_rows, spread_of_actors
from tests.registers import collect_rows, record_id, say
from tests.web.reading import page_of

pytestmark = pytest.mark.django_db
# Four members in Stockholm, one in Göteborg, one that nobody says the place of.
TOWNS = {"A": "Stockholm", "B": "Stockholm", "C": "Stockholm", "D": "Stockholm", "E": "Göteborg", "F": ""}


def register(members: str = "6") -> int:
    rows = {name: {"name": f"{name}-bolaget", "kind": "företag", "town": town} for name, town in TOWNS.items()}
    names = " | ".join(f"{name}-bolaget" for name in TOWNS)
    rows["k"] = {"name": "Klustret", "kind": "klusterinitiativ", "members": members, "member_names": names}
    collect_rows("karta", rows, published_on="2024")
    for name in TOWNS:
        say(f"karta:{name}", f"karta:mention/{name}-bolaget")
    return record_id("karta:k")


def table_of(client, actor: int, lang: str) -> dict[str, str]:
    table = page_of(client.get(f"/{lang}/actors/{actor}/")).one("table", id="spread-table")
    return {row.one("th").text(): row.all("td")[0].text() for row in table.all("tr")[1:]}


def test_figures_with_their_assumptions(client):
    actor = register()
    found = table_of(client, actor, "sv")
    # Of ten pairs four reach from Stockholm to Göteborg, some 400 km; the other six lie in one municipality.
    longest = int(found["Längsta avstånd"].removesuffix(" km"))
    assert 380 <= longest <= 410
    assert abs(int(found["Medelavstånd mellan två medlemmar"].removesuffix(" km")) - 0.4 * longest) <= 1
    assert found["Medianavstånd"] == "0 km"
    # The middle lies a fifth of the way: √(4 · 0.2² + 0.8²) / √5 = 0.4 of the way.
    assert abs(int(found["Standardavstånd från mitten"].removesuffix(" km")) - 0.4 * longest) <= 1
    assert found["I samma län, som mest (Stockholms län)"] == "80 %"
    assert found["Par inom 120 minuter"] == "60 %"
    text = client.get(f"/en/actors/{actor}/").content.decode()
    assert "5 of 6 members, each in the middle of its municipality" in text
    assert "70 km/h along a road 1.3 times the straight line" in text


def test_too_few_known_addresses_are_told_and_not_measured(client):
    # The initiative says thirty members, five of them are known.
    text = client.get(f"/sv/actors/{register(members='30')}/").content.decode()
    assert "Adressen är känd för 5 av 30 medlemmar" in text
    assert "spread-table" not in text


def test_others_have_no_spread(client):
    register()
    assert "Medlemmarnas spridning" not in client.get(f"/sv/actors/{record_id('karta:A')}/").content.decode()


def test_the_verb_says_the_same():
    register()
    ((name, found),) = spread_of_actors([record_id("karta:k")])
    figures = {(measure, of): value for measure, of, value, _ in as_rows(found)}
    assert (name, found.placed, figures["share_county", "01"]) == ("Klustret", 5, 0.8)
    assert spread_of_actors([record_id("karta:A")]) == [("A-bolaget", None)]
