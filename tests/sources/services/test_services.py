"""Each service in each format gives the same figures; nothing is counted twice, nothing kept that is not whole."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from klusterkarta.sources.services.fetching import fetch_figures, line_to
from klusterkarta.sources.services.line import Line, Patience
from klusterkarta.sources.services.query import FigureQuery, parsed_filters
from klusterkarta.sources.services.refusals import BadAnswer, BadQuestion, NoService, TooMuch
from klusterkarta.sources.services.throttle import Throttle
from klusterkarta.sources.statistics.reading import read_raw
from klusterkarta.vocabularies.explained import Explained
from klusterkarta.vocabularies.services import service_of, services
from tests.sources.services.replay import Fault, Replay, replaying
from tests.sources.services.replay_table import EUROSTAT, SCB

PATHS = {"scb-v1": "/v1", "scb": "/v2", "eurostat": "/stat", "eurostat-sdmx": "/sdmx", "oecd": "/sdmx"}
PATIENT = Patience(connect=60, read=60, whole=60, tries=3, pause=0, longest=5, most_bytes=100_000)
# For a service that says nothing, and no other: a busy machine may take as long as that to say something.
HASTY = replace(PATIENT, read=0.3)


@pytest.fixture
def scb():
    with replaying(SCB) as replay:
        yield replay


@pytest.fixture
def eurostat():
    with replaying(EUROSTAT) as replay:
        yield replay


def ask(replay: Replay, folder: Path, service: str, *, refresh=True, form="", patience=PATIENT, **filters):
    query = FigureQuery(
        service=service, dataset="AG,T," if service == "oecd" else "T", base=replay.base + PATHS[service], form=form,
        filters={name: tuple(codes) for name, codes in filters.items()},
    )  # fmt: skip
    line = replace(line_to(service_of(service)), throttle=Throttle(1000, 1), patience=patience)
    return fetch_figures(query, folder, refresh=refresh, line=line)


def rows(found):
    cells = read_raw(found.raw, file="x").cells
    return cells.select("region", "industry", "sex", "year", "value", "status").rows()


@pytest.mark.parametrize("service", ["scb-v1", "scb"])
@pytest.mark.parametrize("most", [100_000, 5])
def test_pxweb_gives_each_cell_once_whatever_its_limit(scb, tmp_path, service, most):
    scb.most = most
    found = ask(scb, tmp_path, service)
    # By hand: 2 counties × 2 industries × 2 sexes × 3 years without the country; the first cell is region 01 (place 2),
    # industry, sex and year at place 1, one measure, over the ages 20 and 21: 211111 + 211211.
    assert len(rows(found)) == 24
    assert rows(found)[0] == ("01", "10", "men", 2018, 211_111 + 211_211, "")
    # ".." is missing and no zero; the last year is marked as a break.
    assert ("17", "62", "women", 2019, None, "") in rows(found)
    assert {row[3] for row in rows(found) if row[-1] == "b"} == {2020}
    assert found.raw.said["unit"] == "antal"
    questions = [body for method, _, body in scb.calls if method == "POST"]
    # The country, both counties, 2 industries, 2 sexes and 3 years are 36 cells: at most 5 a question is 8 or more.
    assert len(questions) == 1 if most > 36 else len(questions) >= 8
    assert all(address.startswith(scb.base) for address in found.asked)


def test_pxweb_takes_codes_names_and_patterns(scb, tmp_path):
    found = ask(scb, tmp_path, "scb", region=["Värmlands län"], KON=["2"], Tid=["201*"], Alder=["21"])
    assert rows(found) == [
        ("17", "10", "women", 2018, 312_211.0, ""),
        ("17", "10", "women", 2019, 312_212.0, ""),
        ("17", "62", "women", 2018, 322_211.0, ""),
        ("17", "62", "women", 2019, 322_212.0, ""),
    ]


@pytest.mark.parametrize(
    ("service", "form", "version"),
    [
        ("eurostat", "", ""),
        ("eurostat-sdmx", "csv", ""),
        ("eurostat-sdmx", "xml", ""),
        ("oecd", "csv", ""),
        ("oecd", "xml", ""),
        ("oecd", "json", "1.0"),
        ("oecd", "json", "2.0"),
    ],
)
def test_every_format_gives_the_same_figures(eurostat, tmp_path, service, form, version):
    eurostat.json_version = version
    found = ask(eurostat, tmp_path, service, form=form, geo=["SE311", "SE313"], TIME_PERIOD=["2018", "2020"])
    # The unit is thousand persons; SDMX-JSON 2.0 is replayed with UNIT_MULT 3 beside it, which says the same.
    times = 1000
    expected = [
        (geo, nace, sex, int(year), times * (110_000 + 1000 * s + 100 * n + 10 * g + y), "b" if y == 3 else "")
        for geo, g in (("SE311", 2), ("SE313", 3))
        for nace, n in (("C10", 1), ("J62", 2))
        for sex, s in (("men", 2), ("women", 3))
        for year, y in (("2018", 1), ("2020", 3))
    ]
    assert [(*row[:5], row[5].lower()) for row in rows(found)] == expected
    assert read_raw(found.raw, file="x").said["unit"] == "persons"


@pytest.mark.parametrize("service", ["eurostat", "eurostat-sdmx"])
def test_a_question_that_is_too_large_is_halved_and_put_together(eurostat, tmp_path, service):
    # 3 sexes × 2 industries × 2 regions × 3 years = 36 cells; at most 10 are answered.
    eurostat.most = 10
    found = ask(eurostat, tmp_path, service, geo=["SE311", "SE313"], sex=["M", "F"], nace_r2=["C10", "J62"])
    assert len(rows(found)) == 24 - (service == "eurostat-sdmx")  # a missing figure is no row in SDMX-CSV
    assert len({row[:4] for row in rows(found)}) == len(rows(found))
    with pytest.raises(TooMuch, match="EXTRACTION_TOO_BIG"):
        ask(eurostat, tmp_path, service)


def test_an_answer_is_kept_and_read_again_without_the_service(tmp_path):
    with replaying(SCB) as replay:
        first = ask(replay, tmp_path, "scb", refresh=False, Region=["01"])
        asked = len(replay.calls)
        again = ask(replay, tmp_path, "scb", refresh=False, Region=["01"])
        assert len(replay.calls) == asked
        other = ask(replay, tmp_path, "scb", refresh=False, Region=["17"])
    offline = ask(replay, tmp_path, "scb", refresh=False, Region=["01"])
    for kept in (again, offline):
        assert kept.kept
        assert kept.raw.frame.equals(first.raw.frame)
        assert (kept.raw.said, kept.asked, kept.fetched_at) == (first.raw.said, first.asked, first.fetched_at)
    assert not other.kept
    with pytest.raises(NoService, match="cannot be reached"):
        ask(replay, tmp_path, "scb", Region=["01"])
    assert ask(replay, tmp_path, "scb", refresh=False, Region=["01"]).kept
    # What was changed on the disk is not taken for the service's answer.
    (figures,) = (path for path in tmp_path.glob("*.parquet") if path.name[:32] in {
        one.stem for one in tmp_path.glob("*.json") if '"01"' in one.read_text()
    })  # fmt: skip
    figures.write_bytes(b"x")
    with pytest.raises(NoService):
        ask(replay, tmp_path, "scb", refresh=False, Region=["01"])


@pytest.mark.parametrize(
    ("faults", "waits"),
    [
        ([Fault(429, headers={"Retry-After": "2"})], [2]),
        ([Fault(429)], [0]),
        ([Fault(500), Fault(503, headers={"Retry-After": "1"})], [0, 1]),
        ([Fault(cut=5)], [0]),
    ],
)
def test_a_passing_fault_is_tried_again(scb, faults, waits):
    scb.faults = faults
    slept: list[float] = []
    line = Line(name="SCB", throttle=Throttle(100, 1), patience=PATIENT, sleep=slept.append)
    assert line.get(f"{scb.base}/v2/config").startswith(b"{")
    assert slept == waits


@pytest.mark.parametrize(
    ("fault", "error", "code"),
    [
        (Fault(400, b'{"error": [{"status": 400, "id": 140, "label": "Syntax error"}]}'), BadQuestion, "refused"),
        (Fault(404, b"<html><title>Not here</title></html>"), BadQuestion, "not_found"),
        (Fault(413), TooMuch, "too_much"),
        (Fault(429), NoService, "busy"),
        (Fault(429, headers={"Retry-After": "9000"}), NoService, "busy_until"),
        (Fault(500, b"oops"), NoService, "failed"),
        (Fault(200, b"<html>Maintenance</html>"), BadAnswer, "malformed"),
        (Fault(200, b'{"class": "dataset"}'), BadAnswer, "malformed"),
        (Fault(200, b'{"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE"}}'), BadAnswer, "waits"),
        (Fault(cut=100), BadAnswer, "cut"),
        (Fault(200, b" " * 200_000), BadAnswer, "too_large"),
        (Fault(200, gzip.compress(b" " * 200_000), {"Content-Encoding": "gzip"}), BadAnswer, "too_large"),
        (Fault(stall=True), NoService, "slow"),
        (Fault(302, headers={"Location": "/stat/data/T"}), NoService, "unreachable"),
    ],
)
def test_a_lasting_fault_says_what_and_where_and_keeps_nothing(eurostat, tmp_path, fault, error, code):
    eurostat.faults = [fault] * 20
    with pytest.raises(error) as caught:
        ask(eurostat, tmp_path, "eurostat", patience=HASTY if fault.stall else PATIENT)
    reason = caught.value.reason
    assert reason.code == f"service.{code}"
    assert reason.parameters["service"] == "Eurostat"
    assert "/stat/data/T" in str(reason.parameters["address"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("service", "filters", "code", "said"),
    [
        ("scb", {"Yrke": ["1"]}, "no_dimension", {"dimensions": "Region, SNI2007, Kon, Alder, ContentsCode, Tid"}),
        ("scb-v1", {"Region": ["99"]}, "no_value", {"dimension": "Region", "value": "99"}),
        ("oecd", {"sex": ["X"]}, "no_value", {"values": "T Total, M Males, F Females"}),
        ("oecd", {"age": ["X"]}, "no_dimension", {}),
        ("oecd", {"sex": ["F"], "nace_r2": ["J62"], "geo": ["SE313"], "TIME_PERIOD": ["2019"]}, "not_found", {}),
        ("eurostat", {"sex": ["F"], "nace_r2": ["J62"], "geo": ["SE313"], "TIME_PERIOD": ["2019"]}, "nothing", {}),
        ("eurostat", {"geo": ["XX"]}, "refused", {"said": "No results found."}),
    ],
)
def test_a_question_that_has_no_answer_says_what_there_is(tmp_path, service, filters, code, said):
    with replaying(SCB if service.startswith("scb") else EUROSTAT) as replay, pytest.raises(BadQuestion) as caught:
        ask(replay, tmp_path, service, **filters)
    assert caught.value.reason.code == f"service.{code}"
    assert {name: caught.value.reason.parameters[name] for name in said} == said


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"service": "kolada", "dataset": "T"}, "unknown"),
        ({"service": "scb", "dataset": "../config"}, "bad_dataset"),
        ({"service": "scb", "dataset": "T?x=1"}, "bad_dataset"),
        ({"service": "oecd", "dataset": "T"}, "bad_dataset"),
        ({"service": "scb", "dataset": "T", "base": "http://example.org/api"}, "bad_address"),
        ({"service": "scb", "dataset": "T", "base": "file:///etc/passwd"}, "bad_address"),
        ({"service": "eurostat-sdmx", "dataset": "T", "form": "json"}, "bad_form"),
    ],
)
def test_a_question_that_cannot_be_put_is_refused_before_anybody_is_called(tmp_path, query, code):
    with pytest.raises(Explained) as caught:
        fetch_figures(FigureQuery(**query), tmp_path)
    assert caught.value.reason.code == f"service.{code}"


def test_filters_as_they_are_typed():
    assert parsed_filters(["Region=01,01, 03"]) == {"Region": ("01", "03")}
    for wrong in ("Region", "=01", "Region="):
        with pytest.raises(BadQuestion):
            parsed_filters([wrong])


def test_every_service_names_where_it_is_and_its_licence():
    for one in services().values():
        assert one.base.startswith("https://")
        assert one.terms.startswith("https://")
        assert one.licence in ("CC0", "CC BY 4.0")
        assert one.calls > 0
        assert one.kind != "sdmx" or one.forms
