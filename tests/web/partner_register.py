"""A register with a region's priorities, three partner regions and an actor that carries priorities."""

from tests.registers import collect_rows

PRIORITIES = {
    "P1": {"name": "Skoglig bioekonomi", "region": "Västernorrland", "group": "styrkeområde"},
    "P2": {"name": "GovTech", "region": "Västernorrland", "group": "styrkeområde"},
    "P3": {"name": "FoodTech", "region": "Västernorrland", "group": "utvecklingsområde"},
}
REGIONS = {
    "R1": {"name": "Attica", "kind": "region", "country": "Grekland", "geography": "Attica",
           "priorities": "FoodTech | GovTech (2 organisationer) | Skoglig bioekonomi"},
    "R2": {"name": "Värmland", "kind": "region", "country": "Sverige", "geography": "Värmland",
           "priorities": "Skoglig bioekonomi | FoodTech", "participants": "Paper Province"},
    "R3": {"name": "Fjärran", "kind": "region", "priorities": "FoodTech | GovTech | Skoglig bioekonomi"},
}  # fmt: skip
ACTORS = {
    "A1": {"name": "Skogsklustret", "kind": "klusterinitiativ", "geography": "Västernorrland", "members": "40",
           "priorities": "Skoglig bioekonomi", "description": "Skog och träindustri."},
    "A2": {"name": "Matnätet", "kind": "strategiskt nätverk", "geography": "Västernorrland", "members": "9",
           "start_year": "2001", "priorities": "FoodTech | GovTech"},
}  # fmt: skip


def partner_register() -> None:
    """Collect it as the source `s3`."""
    collect_rows("s3", PRIORITIES, thing="priority")
    collect_rows("s3-regioner", REGIONS, published_on="2022")
    collect_rows("s3-aktorer", ACTORS, published_on="2022")
