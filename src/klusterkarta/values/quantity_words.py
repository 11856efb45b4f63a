"""The Swedish and English words that stand around an amount: qualifiers, counted nouns, measures, number words."""


def _listed(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split(", "))


ABOUT = _listed(
    "ca, ca., ca:, c:a, cirka, circa, omkring, runt omkring, runt, kring, ungefär, ung., uppskattningsvis, drygt",
    "knappt, nästan, närmare, uppemot, bortåt, ~, ≈",
    "about, approx, approx., approximately, around, c., roughly, some, nearly, almost, just over, just under, close to",
    "an estimated",
)
AT_LEAST = _listed(
    "minst, lägst, åtminstone, inte mindre än, inte färre än, ≥, >=, min., minimum",
    "at least, no fewer than, no less than, not less than",
)
MORE_THAN = _listed("över, fler än, flera än, mer än, mera än, >, over, more than, above")
AT_MOST = _listed(
    "högst, max, max., maximalt, maximum, som mest, upp till, inte fler än, inte mer än, ≤, <=",
    "at most, up to, no more than, not more than",
)
LESS_THAN = _listed("under, färre än, mindre än, <, fewer than, less than, below")
OR_MORE = _listed(
    "+, eller fler, eller flera, eller mer, och uppåt, och fler, or more, and more, and above, and up",
)
OR_FEWER = _listed("eller färre, eller mindre, or fewer, or less")

# A compound counts as its last part: "medlemsföretag", "forskningsorganisationer".
COUNTED = _listed(
    "st, st., stycken, företag, bolag, medlem, medlemmar, organisation, organisationer, anställda, medarbetare",
    "personer, aktörer, kommuner, partner, partners, parter, deltagare, kluster, initiativ, nätverk, föreningar",
    "verksamheter, arbetsställen, producenter, leverantörer, län, länder, regioner, universitet, högskolor, lärosäten",
    "institut, forskare, projekt, enheter, kunder, gårdar, butiker, intressenter, sysselsatta, studenter, svar",
    "finansiärer, träffar",
    "companies, firms, members, organisations, organizations, employees, people, persons, actors, municipalities",
    "participants, clusters, initiatives, networks, businesses, enterprises, smes, universities, researchers, projects",
    "units, customers, farms, producers, suppliers, startups, start-ups, workers, students, stakeholders, institutions",
    "institutes, countries, regions",
)
# After these the number is a share, a sum, a length or a time, or a part of another number: not a count.
MEASURES = frozenset(
    _listed(
        "procent, percent, kr, kronor, sek, msek, tkr, mkr, mnkr, mdkr, euro, eur, dollar, usd, år, years, months",
        "månader, veckor, weeks, dagar, days, timmar, hours, km, mil, meter, ha, ton, kg, av, of",
    )
)
MULTIPLIERS = dict.fromkeys(("tusen", "thousand"), 10**3)
MULTIPLIERS |= dict.fromkeys(("miljon", "miljoner", "million"), 10**6)
MULTIPLIERS |= dict.fromkeys(("miljard", "miljarder", "billion"), 10**9)

_SMALL_SV = _listed(
    "två, tre, fyra, fem, sex, sju, åtta, nio, tio, elva, tolv",
    "tretton, fjorton, femton, sexton, sjutton, arton, nitton",
)
_SMALL_EN = _listed(
    "two, three, four, five, six, seven, eight, nine, ten, eleven, twelve",
    "thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen",
)
_TENS_SV = _listed("tjugo, trettio, fyrtio, femtio, sextio, sjuttio, åttio, nittio")
_TENS_EN = _listed("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")


def _written_numbers() -> dict[str, int]:
    """Number words from two to ninety-nine, hundred, thousand. "En", "ett" and "one" are articles too and not read."""
    words = {"hundra": 100, "etthundra": 100, "tusen": 1000, "ettusen": 1000, "hundred": 100, "thousand": 1000}
    for small, tens, joint, one in ((_SMALL_SV, _TENS_SV, "", "ett"), (_SMALL_EN, _TENS_EN, "-", "one")):
        words |= {word: number for number, word in enumerate(small, start=2)}
        units = (one, *small[:8])
        for ten, word in enumerate(tens, start=2):
            words[word] = ten * 10
            words |= {f"{word}{joint}{unit}": ten * 10 + number for number, unit in enumerate(units, start=1)}
    words |= {f"{unit}hundra": 100 * number for number, unit in enumerate(_SMALL_SV[:8], start=2)}
    return words


WRITTEN_NUMBERS = _written_numbers()
