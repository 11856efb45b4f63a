"""Profiles that nobody wrote: what a report may say, and what must be read back out of it."""

from dataclasses import dataclass, field
from random import Random

from klusterkarta.sources.reports.profile import PROFILE_COLUMNS

# Fields of a fact table that the layouts use, with what they become in the table of profiles.
FIELDS = (
    "url", "address", "phone", "contact_name", "geography", "sector", "members", "start_year", "funders",
    "research_partners", "linked_clusters",
)  # fmt: skip

FIRST = [
    "Matriket",
    "Stålkraft",
    "Träcentrum",
    "Robot",
    "Nordisk",
    "Öresunds",
    "Vind",
    "Glas",
    "Hälsans",
    "Biogas",
    "Ljus",
    "Åkerns",
]
SECOND = ["Valley", "Innovation", "Arena", "Syd", "Science Park", "Akademi", "Livsmedel", "Norr", "Design", "Region"]
ENDINGS = ["", "", " (NVS)", " – ÖTK", " AB"]
# Place → county, by the list of Swedish counties and municipalities.
PLACES = {
    "Värmland": "Värmlands län", "Örebro län": "Örebro län", "Kiruna": "Norrbottens län", "Karlskrona": "Blekinge län",
    "Hudiksvall": "Gävleborgs län", "Ystad": "Skåne län", "Åre": "Jämtlands län", "Västerbotten": "Västerbottens län",
}  # fmt: skip
TOWNS = ["931 87 Skellefteå", "SE-411 14 Göteborg", "652 21 Karlstad", "223 70 Lund"]
STREETS = ["Storgatan 4", "Box 117", "Södra Vägen 19 B", "Åkersjövägen 4", "Ekbacken 2 A"]
GIVEN, FAMILY = ["Anna", "Bo", "Åsa", "Per-Olof", "Ingrid"], ["Ek", "Alm", "Öberg", "von Lind", "Sjö-Dal"]
ROLES = ["VD", "Processledare", "Managing Director", "klustercoach", "Project Coordinator"]
SECTORS = ["Gruv- och mineralindustrin", "ICT", "Musik, upplevelseindustri", "”Smarta textiler” (utveckling)"]
MEMBERS = [("Ca 30", "30", "30"), ("10-15", "10", "15"), ("Minst 10", "10", ""), ("250", "250", "250")]
YEARS = [("2004", "2004"), ("Från 1999", "1999"), ("2006 (projekt)", "2006")]
FUNDERS = [
    "VINNOVA",
    "Region Skåne",
    "Tillväxtverket",
    "Umeå kommun",
    "Kempestiftelserna",
    "4 kommuner",
    "KK-stiftelsen",
]
UNIVERSITIES = ["Luleå Tekniska Universitet", "KTH", "Högskolan i Borås", "Umeå Universitet", "LTU"]
CLUSTERS = ["Fiber Valley", "Pappersriket", "Mobila Höjder", "ProcessIT"]
SENTENCES = {
    "sv": [
        "Nätverket samlar företag och forskare som vill utveckla nya produkter tillsammans.",
        "Målet är att fler ska kunna växa i hela regionen och nå en internationell marknad.",
        "Vi arbetar med kompetensförsörjning, mötesplatser och gemensamma testbäddar för branschen.",
        "Bakom satsningen står kommuner, högskolor och ett trettiotal medlemsföretag från hela länet.",
    ],
    "en": [
        "The network brings together companies and researchers who want to develop new products.",
        "Our aim is that more of them shall be able to grow and to reach an international market.",
        "We work with the supply of skills, meeting places and shared test beds for the industry.",
        "Municipalities, universities and some thirty member companies are behind the initiative.",
    ],
}


@dataclass(frozen=True)
class MadeProfile:
    """What a profile says under each field (a list of lines that may be wrapped further), and the row expected."""

    name: str
    said: dict[str, list[str]]
    paragraphs: list[str]
    expected: dict[str, str] = field(default_factory=dict)


@dataclass
class _Maker:
    chance: Random
    said: dict[str, list[str]] = field(default_factory=dict)
    expected: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PROFILE_COLUMNS, ""))

    def one(self, choices):
        return self.chance.choice(choices)

    def some(self, choices):
        return self.chance.sample(choices, self.chance.randint(1, min(4, len(choices))))

    def say(self, code: str, *lines: str, **columns: str) -> None:
        self.said[code] = list(lines)
        self.expected |= columns


def made_profiles(chance: Random, *, most: int, inner_labels: bool = True) -> list[MadeProfile]:
    """Up to `most` profiles that no two names of begin alike; `inner_labels` as in `made_profile`."""
    found: dict[str, MadeProfile] = {}
    wanted = chance.randint(1, most)
    while len(found) < wanted:
        profile = made_profile(chance, inner_labels=inner_labels)
        found.setdefault(" ".join(profile.name.split()[:2]), profile)
    return list(found.values())


def made_profile(chance: Random, *, inner_labels: bool = True) -> MadeProfile:
    """A profile with some fields missing. `inner_labels`: "Tel:" may stand within the value of the contact."""
    make = _Maker(chance)
    name = f"{make.one(FIRST)} {make.one(SECOND)}{make.one(ENDINGS)}"
    host = "".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 12)))
    for code in FIELDS:
        if code == "url" or chance.randrange(6):
            _SAY[code](make, host, inner_labels)
        else:
            make.said[code] = []
    language = make.one(["sv", "en"])
    paragraphs = [" ".join(make.some(SENTENCES[language])) for _ in range(chance.randint(1, 2))]
    make.expected |= {"name": name, "language": language, "description": "\n".join(paragraphs)}
    return MadeProfile(name, make.said, paragraphs, make.expected)


def _url(make: _Maker, host: str, _: bool) -> None:
    address = make.one([f"www.{host}.se", f"https://{host}.org/om/oss", f"http://www.{host}.nu/?id=9500"])
    make.say("url", address, url=address)


def _address(make: _Maker, *_) -> None:
    address = f"{make.one(STREETS)}, {make.one(TOWNS)}"
    make.say("address", address, address=address)


def _phone(make: _Maker, *_) -> None:
    number = _number(make)
    make.say("phone", number, phone=number)


def _number(make: _Maker) -> str:
    figures = f"{make.chance.randrange(100):02} {make.chance.randrange(100):02}"
    return make.one(["0920-49 ", "+46 (0)31-61 ", "070-586 ", "+46 46 222 ", "08 – 550 "]) + figures


def _contact(make: _Maker, host: str, inner_labels: bool) -> None:
    person, role, number = f"{make.one(GIVEN)} {make.one(FAMILY)}", make.one(ROLES), _number(make)
    email = make.one(["", f"info@{host}.se", "firstname.lastname@klustret.com"])
    called = make.one(["", "Tel: ", "Mobil: ", "telefon "]) if inner_labels else ""
    first = make.one([f"{person}, {role}", f"{role}, {person}", f"{person} ({role})", f"{role} - {person}"])
    rest = [part for part in make.chance.sample([f"{called}{number}", email], 2) if part]
    make.say(
        "contact_name", f"{first},", *rest, contact_name=person, contact_role=role, contact_phones=number,
        contact_email="" if email.startswith("firstname") else email,
    )  # fmt: skip


def _geography(make: _Maker, *_) -> None:
    places = make.some(list(PLACES))
    abroad = make.one(["", "Oulu (Finland)"])
    text = ", ".join([*places, *filter(None, [abroad])])
    counties = " | ".join(dict.fromkeys(PLACES[place] for place in places))
    make.say("geography", text, geography_raw=text, counties=counties, foreign_areas=abroad)


def _sector(make: _Maker, *_) -> None:
    sector = make.one(SECTORS)
    make.say("sector", sector, sector_raw=sector)


def _members(make: _Maker, *_) -> None:
    text, low, high = make.one(MEMBERS)
    make.say("members", text, members_raw=text, members_min=low, members_max=high)


def _start_year(make: _Maker, *_) -> None:
    text, year = make.one(YEARS)
    make.say("start_year", text, start_year=year)


def _parties(code: str, choices: list[str]):
    def say(make: _Maker, *_) -> None:
        parties = make.some(choices)
        make.say(code, ", ".join(parties), **{code: " | ".join(parties)})

    return say


_SAY = {
    "url": _url, "address": _address, "phone": _phone, "contact_name": _contact, "geography": _geography,
    "sector": _sector, "members": _members, "start_year": _start_year, "funders": _parties("funders", FUNDERS),
    "research_partners": _parties("research_partners", UNIVERSITIES),
    "linked_clusters": _parties("linked_clusters", CLUSTERS),
}  # fmt: skip
