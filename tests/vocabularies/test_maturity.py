"""The reviewed document of proxies, and what a document of one's own may not say."""

import pytest

from klusterkarta.vocabularies.documents import DATA
from klusterkarta.vocabularies.fields import profile_fields
from klusterkarta.vocabularies.marked_yaml import BadDocument
from klusterkarta.vocabularies.maturity import KEYS, proxies, read_proxies

TEXT = (DATA / "maturity.yaml").read_text(encoding="utf-8")


def test_every_proxy_is_defined_sourced_and_reads_a_field():
    found = proxies().proxies
    assert {one.key for one in found} == set(KEYS)
    for one in found:
        assert one.reads in {*profile_fields(), "any"}
        assert one.source
        assert one.definition.sv != one.definition.en


def test_fifteen_members_and_half_a_post_are_the_platforms():
    # The S3 study (2022), sections 2.4 and 4: staff at least half a post, at least 15 committed members.
    steps = {one.key: [str(step.at_least) for step in one.steps] for one in proxies().proxies}
    assert "15" in steps["members"]
    assert steps["staff"][0] == "0.5"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ('{at_least: "15", points: 2}', '{at_least: "3", points: 2}', "document.not_more"),
        ('{at_least: "15", points: 2}', '{at_least: "många", points: 2}', "document.not_more"),
        ('{at_least: "15", points: 2}', '{at_least: "15", points: 1}', "document.no_number"),
        ("key: members", "key: turnover", "document.none_of"),
        ("key: members", "key: age", "document.key_twice"),
        ("fewest_known: 3", "fewest_known: 9", "document.no_number"),
        ("version:", "edition:", "document.unknown_key"),
    ],
)
def test_a_wrong_document_is_refused_with_its_line(before, after, code):
    assert before in TEXT
    with pytest.raises(BadDocument) as refused:
        read_proxies(TEXT.replace(before, after), file="egna.yaml")
    assert refused.value.reason.code == code
    assert int(refused.value.reason.parameters["line"]) > 1
