"""A file of decisions: read by key, all or nothing, and every fault named with its line."""

import pytest

from klusterkarta.catalogue.selectors.judgements import judged_pairs
from klusterkarta.catalogue.selectors.relations import targets_of
from klusterkarta.values.caller import OPERATOR, Caller
from klusterkarta.vocabularies.rights import NotAllowed
from klusterkarta.workflow.judge_file import BadDecisions, judge_file
from tests.registers import collect_rows, record_id

pytestmark = pytest.mark.django_db

HEADER = "left,right,verdict,why\n"


@pytest.fixture
def register():
    collect_rows(
        "map", {"1": {"name": "Robotdalen", "linked_clusters": "Compare, Karlstad"}, "2:b": {"name": "Compare"}}
    )
    collect_rows("book", {"a": {"name": "Robotdalen"}})


@pytest.fixture
def decisions(tmp_path):
    def write(text: str, encoding: str = "utf-8"):
        path = tmp_path / "decisions.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def faults(path) -> list[tuple[str, int]]:
    with pytest.raises(BadDecisions) as raised:
        judge_file(path, caller=OPERATOR)
    assert judged_pairs() == set()
    return [(fault.code.removeprefix("linkage."), fault.parameters["line"]) for fault in raised.value.faults]


@pytest.mark.usefixtures("register")
def test_decisions_by_key(decisions):
    path = decisions(HEADER + 'map:1,book:a,same,"samma, läst"\nmap:2:b,"map:mention/Compare,  Karlstad",same,\n')
    report = judge_file(path, caller=OPERATOR)
    assert (report.judged, report.unchanged) == (2, 0)
    actors = targets_of([record_id(key) for key in ("map:1", "book:a", "map:2:b", "map:mention/Compare, Karlstad")])
    assert actors[record_id("map:1")] == actors[record_id("book:a")]
    assert actors[record_id("map:2:b")] == actors[record_id("map:mention/Compare, Karlstad")]


@pytest.mark.usefixtures("register")
def test_reading_it_again_changes_nothing_and_a_changed_line_counts(decisions):
    path = decisions("\ufeffleft;right;verdict;why\r\nmap:1;book:a;same;läst\r\n\r\n")
    assert judge_file(path, caller=OPERATOR).judged == 1
    turned = decisions(HEADER + "book:a,map:1,same,läst\n")
    assert (judge_file(turned, caller=OPERATOR).judged, judge_file(turned, caller=OPERATOR).unchanged) == (0, 1)
    changed = judge_file(decisions(HEADER + "map:1,book:a,different,läst om\n"), caller=OPERATOR)
    assert changed.judged == 1
    assert len(set(targets_of([record_id("map:1"), record_id("book:a")]).values())) == 2


@pytest.mark.usefixtures("register")
def test_every_fault_is_named_and_nothing_recorded(decisions):
    path = decisions(
        HEADER
        + "map:1,book:a,same,\nmap:1,book:x,same,\nmap:1,map:1,same,\nmap:1,map:2:b,maybe,\nbook:a,map:1,different,\n"
    )
    assert faults(path) == [
        ("line_unknown_record", 3),
        ("line_same_record", 4),
        ("line_unknown_verdict", 5),
        ("line_contradicts", 6),
    ]


@pytest.mark.usefixtures("register")
def test_the_message_says_where_and_what_to_do(decisions):
    with pytest.raises(BadDecisions, match=r"(?s)1 fault.*Line 2: there is no record “book:x”.*source:mention/wording"):
        judge_file(decisions(HEADER + "map:1,book:x,same,\n"), caller=OPERATOR)


@pytest.mark.usefixtures("register")
def test_rows_that_are_not_published_are_unknown(decisions):
    from klusterkarta.catalogue.services.readings import ReadingDetails, begin_reading, stage_rows
    from klusterkarta.catalogue.services.sources import SourceDetails, ensure_source
    from tests.registers import stated_row

    source = ensure_source(SourceDetails(key="new", title_sv="ny"), caller=OPERATOR)
    reading = begin_reading(ReadingDetails(source_id=source, properties=["name"]), caller=OPERATOR)
    stage_rows(reading, [stated_row("1", {"name": "Robotdalen"})])
    assert faults(decisions(HEADER + "map:1,new:1,same,\n")) == [("line_unknown_record", 2)]


@pytest.mark.parametrize(
    ("text", "encoding", "message"),
    [
        ("left,right,why\nmap:1,book:a,läst\n", "utf-8", "lacks the column verdict"),
        ("", "utf-8", "lacks the column left, right, verdict, why"),
        (HEADER + "map:1,book:a,same,läst\n", "latin-1", "UTF-8"),
    ],
)
def test_files_that_cannot_be_read(decisions, text, encoding, message):
    with pytest.raises(BadDecisions, match=message):
        judge_file(decisions(text, encoding), caller=OPERATOR)


def test_a_reader_may_not(decisions):
    with pytest.raises(NotAllowed):
        judge_file(decisions(HEADER), caller=Caller("läsare", "reader"))
