"""An index out of the register of figures: levels, missing indicators, years, and how much is known."""

import pytest

from klusterkarta.values.caller import OPERATOR
from klusterkarta.workflow.figures import AddRequest, add_figures
from klusterkarta.workflow.innovation_index import index_view
from tests.web.index_register import index_register

pytestmark = pytest.mark.django_db


def test_without_figures_of_two_regions_there_is_no_index(tmp_path):
    assert index_view("malardalen") is None
    path = tmp_path / "one.csv"
    path.write_text("region,år,värde\n04 Södermanlands län,2024,10\n", encoding="utf-8")
    add_figures(
        AddRequest(path=path, key="malardalen-patents", licence="CC0", title="a", source="b", population="other"),
        caller=OPERATOR,
    )
    assert index_view("malardalen") is None
    with pytest.raises(KeyError):
        index_view("finns-inte")


def test_scores_by_hand_with_what_is_missing_left_out(tmp_path):
    index_register(tmp_path)
    found = index_view("malardalen", draws=200)
    assert (found.level, found.levels) == ("county", ("county",))
    # SE121 is Uppsala's NUTS 3 code: a county.
    assert [one.code for one in found.regions] == ["01", "03", "04"]
    assert (found.used["patents"].year, found.used["specialisation_ability"].year) == (2024, 2009)
    assert found.used["patents"].old is None
    assert found.used["specialisation_ability"].old is not None
    assert "gazelles" not in found.used
    # Two of four indicators of technology is the least share, half; Uppsala has one of them. Patents 1, ½ and 0, skills
    # 1 and 0 in Stockholm and Sörmland; specialisation 0 and 1. Half of the drivers is told of both: ½ and ½.
    by_code = {one.code: at for at, one in enumerate(found.regions)}
    scores = found.scores
    assert scores.groups[by_code["01"]].tolist()[::3] == [1.0, 0.0]
    assert scores.groups[by_code["04"]].tolist()[::3] == [0.0, 1.0]
    assert scores.total[[by_code["01"], by_code["04"]]].tolist() == [0.5, 0.5]
    assert scores.ranks.tolist() == [1, 0, 1]
    assert scores.low.tolist()[1] == scores.high.tolist()[1] == 0
    # ¼ · 2/4 + ¼ · 1; Uppsala ¼ · ¼.
    assert found.shares == {"01": 0.375, "03": 0.0625, "04": 0.375}


def test_a_region_at_the_least_share_keeps_its_rank_under_every_weight(tmp_path):
    # Both know exactly half; weights drawn anew must not take them off the list (a rank 0 would lead the interval).
    index_register(tmp_path)
    found = index_view("malardalen", draws=500)
    assert set(found.scores.low.tolist()) <= {0.0, 1.0}
    assert found.scores.low[0] == 1
    assert found.scores.high[0] == 2
