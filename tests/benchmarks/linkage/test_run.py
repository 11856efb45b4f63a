"""The benchmark as a whole on few records and without peers, who need an environment of their own."""

from argparse import ArgumentParser

from klusterkarta.benchmarks.linkage.environment import PACKAGES, peers_python
from klusterkarta.benchmarks.linkage.run import add_arguments, run


def asked(*words):
    parser = ArgumentParser()
    add_arguments(parser)
    return parser.parse_args(words)


def test_both_halves_are_printed_and_a_truth_that_is_absent_is_said(tmp_path):
    said: list[str] = []
    options = asked("--records", "1500", "--libraries", "klusterkarta", "--affiliations", str(tmp_path))
    generated, affiliations = run(options, said.append)
    assert [row[:2] for row in generated.rows] == [("klusterkarta", "tuning"), ("klusterkarta", "report")]
    # Of the columns precision … B³ none is a perfect score and none a failure: the set is neither trivial nor hopeless.
    assert all(0.6 < float(cell) < 1 for row in generated.rows for cell in row[2:8])
    assert affiliations.rows == ()
    assert "left out" in affiliations.notes[0]
    assert "klusterkarta on 1 500 records" in said


def test_an_environment_that_was_made_is_used_again(tmp_path):
    (tmp_path / "klusterkarta-peers.txt").write_text("\n".join(PACKAGES), encoding="utf-8")
    said: list[str] = []
    assert peers_python(tmp_path, said.append).parent.parent == tmp_path
    assert said == []
