"""The generator: seeded, with a truth, and as uneven as real lists."""

import polars as pl

from klusterkarta.benchmarks.linkage.generate import COLUMNS, generate


def test_the_same_seed_the_same_records():
    assert generate(300, seed=4).equals(generate(300, seed=4))
    assert not generate(300, seed=4).equals(generate(300, seed=5))


def test_organisations_have_one_to_five_records_all_in_one_half():
    records = generate(3_000)
    assert records["id"].to_list() == list(range(3_000))
    organisations = records.group_by("entity").agg(pl.len().alias("size"), pl.col("half").n_unique())
    assert set(organisations["size"].to_list()) == {1, 2, 3, 4, 5}
    assert organisations["half"].to_list() == [1] * organisations.height
    shares = records["half"].value_counts(normalize=True)["proportion"].to_list()
    assert all(0.4 < share < 0.6 for share in shares)


def test_records_of_one_organisation_differ_and_lack_much():
    records = generate(3_000)
    several = records.filter(pl.len().over("entity") > 1)
    assert several.group_by("entity").agg(pl.col("name").n_unique() > 1)["name"].mean() > 0.5
    for column in COLUMNS[1:]:
        assert 0.05 < (records[column] == "").mean() < 0.7
    # Skew: the largest town stands in a few per cent of the records, most towns in next to none.
    towns = records.filter(pl.col("city") != "")["city"].value_counts(sort=True)["count"].to_list()
    assert towns[0] > 20 * towns[len(towns) // 2]
