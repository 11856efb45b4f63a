"""`klusterkarta analyse kdensity | index | establishments`: files in, files out; bad input leaves nothing written."""

import csv
import gzip
import importlib.util
import json
import shutil
import subprocess
import sys

import polars as pl
import pytest

from klusterkarta.cli.main import main

# Three places in Stockholm, three in Gothenburg, a group each, and one in Malmö in none.
POINTS = """\
lat;lon;anst;bransch
59,33;18,07;3;it
59,34;18,05;2;it
59,32;18,01;1;it
57,71;11,97;4;varv
57,72;11,95;4;varv
57,70;11,90;4;varv
55,60;13,00;9;
"""
ESTABLISHMENTS = """\
region,sni,anst
01,10,5
01,10,6
01,10,7
01,46,1
03,10,9
03,10,9
03,10,3
03,46,5
03,46,5
03,46,4
"""
COLUMNS = ["--lat", "lat", "--lon", "lon"]


@pytest.fixture
def points(tmp_path):
    path = tmp_path / "punkter åäö.csv"
    path.write_text(POINTS, encoding="utf-8")
    return path


@pytest.fixture
def establishments(tmp_path):
    path = tmp_path / "ställen.csv"
    path.write_text(ESTABLISHMENTS, encoding="utf-8")
    return path


def refused(capsys, out, *words):
    assert main([*words, "--out", str(out), "--lang", "en"]) == 2
    assert list(out.parent.glob(f"*{out.name}*")) == []
    return capsys.readouterr().err


def test_k_density_of_groups_without_a_web_framework(points, tmp_path):
    out = tmp_path / "k.csv"
    more = ["--weight", "anst", "--group", "bransch", "--only", "it,varv", "--simulations", "19", "--steps", "11"]
    words = ["analyse", "kdensity", str(points), *COLUMNS, *more, "--out", str(out), "--json", "--lang", "en"]
    code = (
        f"import sys; from klusterkarta.cli.main import main; main({words!r});"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    told = json.loads(done.stdout)
    assert done.stderr.endswith("False\n")
    assert [(one["group"], one["points"], one["chance"]) for one in told["groups"]] == [
        ("it", 3, "sites"),
        ("varv", 3, "sites"),
    ]
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert (len(rows), rows[0]["group"], rows[-1]["points"]) == (22, "it", "3")
    # Both groups lie within a few kilometres, which three of seven places drawn by chance seldom do.
    near = [float(row["density"]) for row in rows if row["distance_km"] == "0.0"]
    assert min(near) > 0


def test_k_density_of_all_points_to_parquet(points, tmp_path):
    out = tmp_path / "k.parquet"
    more = ["--simulations", "0", "--range", "600", "--bandwidth", "20", "--steps", "601"]
    assert main(["analyse", "kdensity", str(points), *COLUMNS, *more, "--out", str(out)]) == 0
    rows = pl.read_parquet(out)
    assert rows["density"].sum() == pytest.approx(1, abs=0.01)
    assert rows["global_high"].null_count() == 601


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("57,72;11,95", ";11,95", "row 6"),
        ("57,72;11,95", "11,95;57,72", "row 6"),
        ("57,72;11,95", "norr;11,95", "norr"),
    ],
)
def test_bad_points_name_their_row(capsys, points, tmp_path, old, new, said):
    points.write_text(POINTS.replace(old, new), encoding="utf-8")
    assert said in refused(capsys, tmp_path / "o.csv", "analyse", "kdensity", str(points), *COLUMNS)


def test_other_bad_calls_of_k_density(capsys, points, tmp_path):
    out, start = tmp_path / "o.csv", ["analyse", "kdensity", str(points), *COLUMNS]
    assert "ten points" in refused(capsys, out, *start, "--group", "bransch")
    assert "--simulations" in refused(capsys, out, *start, "--simulations", "1")
    assert "no group “x”" in refused(capsys, out, *start, "--group", "bransch", "--only", "x")


# Four members at the corners of a square of 0.1 degrees, one in its middle, one nobody knows the place of.
MEMBERS = """\
namn;lat;lon;kommun
A;59,00;15,00;1880
B;59,10;15,00;1880
C;59,00;15,10;1880
D;59,10;15,10;1880
E;59,05;15,05;0480
F;;;
"""


def test_dispersion_of_members_with_its_assumptions(tmp_path, capsys):
    path, out = tmp_path / "medlemmar.csv", tmp_path / "spridning.csv"
    path.write_text(MEMBERS, encoding="utf-8")
    words = ["analyse", "dispersion", str(path), *COLUMNS, "--municipality", "kommun"]
    assert main([*words, "--out", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["speed_km_h"] == 70
    rows = {(row["measure"], row["of"]): row for row in csv.DictReader(out.read_text("utf-8").splitlines())}
    assert {(row["members"], row["known"]) for row in rows.values()} == {("6", "5")}
    value = {key: float(row["value"]) for key, row in rows.items()}
    # A tenth of a degree is 11.14 km along the meridian here and 5.74 km along the parallel (GRS 80).
    assert value["longest_distance", ""] == pytest.approx((11.14**2 + 5.74**2) ** 0.5, rel=0.002)
    assert value["hull", ""] == pytest.approx(11.14 * 5.74, rel=0.002)
    # Variances over the five: 4/5 of the squared half sides.
    assert value["standard_distance", ""] == pytest.approx((0.8 * (5.57**2 + 2.87**2)) ** 0.5, rel=0.002)
    # Four of five in Örebro, its FA region 25 (the division of 2015) and its county.
    shares = [value[key] for key in (("share_municipality", "1880"), ("share_fa_region", "25"), ("share_county", "18"))]
    assert shares == [0.8, 0.8, 0.8]
    assert value["pairs_within", "30"] == 1
    assert main([*words, "--speed", "10", "--out", str(out)]) == 0
    slow = {row["of"]: float(row["value"]) for row in csv.DictReader(out.open()) if row["measure"] == "pairs_within"}
    # At 10 km/h and a detour of 1.3 half an hour is 3.85 km as the crow flies, an hour 7.69, an hour and a half 11.5:
    # none; two sides and the four from the middle (6.26); the two longer sides too (11.14).
    assert (slow["30"], slow["60"], slow["90"], slow["120"]) == (0.0, 0.6, 0.8, 1.0)
    refusing = tmp_path / "o.csv"
    assert "of 5 of 12 members" in refused(capsys, refusing, *words, "--members", "12")
    path.write_text(MEMBERS.replace("0480", "9999"), encoding="utf-8")
    assert "“9999” is no code of a municipality (row 6)" in refused(capsys, refusing, *words)
    path.write_text(MEMBERS.replace("59,05;15,05", "15,05;59,05"), encoding="utf-8")
    assert "outside the area" in refused(capsys, refusing, *words)


def test_m_function_of_a_file(tmp_path, capsys):
    path, out = tmp_path / "punkter.csv", tmp_path / "m.csv"
    path.write_text(POINTS, encoding="utf-8")
    words = ["analyse", "mfunction", str(path), *COLUMNS, "--group", "bransch"]
    assert main([*words, "--only", "it", "--range", "1000", "--steps", "11", "--out", str(out)]) == 0
    found = [float(row["m"]) for row in csv.DictReader(out.open())]
    # Within 100 km of an IT place there are IT places only: 1 / (2 of 6 others). Within 1 000 km lies everything: 1.
    assert (found[0], found[-1]) == (pytest.approx(3), pytest.approx(1))
    assert "ten points" in refused(capsys, tmp_path / "o.csv", *words)
    assert "--range must be" in refused(capsys, tmp_path / "o.csv", *words, "--range", "0")


def test_an_index_of_a_shipped_document(tmp_path, capsys):
    from klusterkarta.vocabularies.composite_index import composite_indices

    keys = [one.key for one in composite_indices()["malardalen"].indicators]
    data, out = tmp_path / "data.csv", tmp_path / "index.csv"
    rows = [["region", *keys], ["0180", *["9"] * 12], ["0480", *["5"] * 11, ""], ["1980", *["1"] * 12]]
    data.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    words = ["analyse", "index", "malardalen", str(data), "--draws", "200", "--out", str(out), "--json"]
    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["order"] == ["0180", "0480", "1980"]
    first = next(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert (first["region"], first["score"], first["rank"], first["rank_high"]) == ("0180", "1.0", "1", "1")


def test_a_bad_index_is_refused(tmp_path, capsys):
    data, document, out = tmp_path / "data.csv", tmp_path / "d.yaml", tmp_path / "o.csv"
    data.write_text("region,a\n,1\n", encoding="utf-8")
    document.write_text("review: {}\n", encoding="utf-8")
    assert "line 1" in refused(capsys, out, "analyse", "index", str(document), str(data))
    assert "malardalen" in refused(capsys, out, "analyse", "index", "nothing.yaml", str(data))
    assert "patents" in refused(capsys, out, "analyse", "index", "malardalen", str(data))


def test_establishments_become_figures_that_tell_no_workplace(establishments, tmp_path):
    out = tmp_path / "figures.csv"
    words = ["--region", "region", "--industry", "sni", "--employees", "anst", "--out", str(out)]
    assert main(["analyse", "establishments", str(establishments), *words]) == 0
    rows = {(row["region"], row["industry"]): row for row in csv.DictReader(out.read_text("utf-8").splitlines())}
    # One workplace in 01 × 46; of a 2 × 2 table the other three cells go with it.
    assert rows["01", "46"]["state"] == "primary"
    assert [rows[cell]["employees"] for cell in (("01", "10"), ("03", "10"), ("03", "46"))] == [""] * 3
    assert rows["01", "total"]["employees"] == "19.0"
    assert main(["analyse", "establishments", str(establishments), *words, "--least", "1", "--dominance", "1"]) == 0
    every = list(csv.DictReader(out.read_text("utf-8").splitlines()))
    assert {row["state"] for row in every} == {"published"}
    assert (every[0]["workplaces"], every[0]["employees"]) == ("3", "18.0")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("01,46,1", "01,46,-1", "01 × 46"),
        ("01,46,1", ",46,1", "no code"),
        ("01,46,1", "01,46,", "01 × 46"),
        ("01,46,1", "01,46,x", "no number for establishments in: 01 × 46"),
        ("01,46,1\n03,10,9", "01,46,x\n03,10,-9", "negative or infinite for establishments in: 01 × 46; 03 × 10"),
    ],
)
def test_bad_establishments_are_named(capsys, establishments, tmp_path, old, new, said):
    establishments.write_text(ESTABLISHMENTS.replace(old, new), encoding="utf-8")
    columns = ["--region", "region", "--industry", "sni", "--employees", "anst"]
    assert said in refused(capsys, tmp_path / "o.csv", "analyse", "establishments", str(establishments), *columns)


def test_semicolons_decimal_commas_and_packed_files_are_read(establishments, tmp_path):
    columns = ["--region", "region", "--industry", "sni", "--employees", "anst"]
    other = tmp_path / "semikolon.csv"
    other.write_text(ESTABLISHMENTS.replace(",", ";").replace(";5\n", ";5,0\n"), encoding="utf-8")
    packed = tmp_path / "semikolon.csv.gz"
    packed.write_bytes(gzip.compress(other.read_bytes()))
    found = []
    for path in (establishments, other, packed):
        assert main(["analyse", "establishments", str(path), *columns, "--out", str(tmp_path / "out.csv")]) == 0
        found.append((tmp_path / "out.csv").read_bytes())
    assert len(set(found)) == 1


@pytest.mark.skipif(
    not (importlib.util.find_spec("pyspark") and shutil.which("java")), reason="Spark: needs PySpark and Java"
)
def test_spark_groups_as_duckdb_does(establishments, tmp_path):
    columns = ["--region", "region", "--industry", "sni", "--employees", "anst"]
    for engine in ("duckdb", "spark"):
        out = ["--engine", engine, "--out", str(tmp_path / f"{engine}.csv")]
        assert main(["analyse", "establishments", str(establishments), *columns, *out]) == 0
    assert (tmp_path / "duckdb.csv").read_bytes() == (tmp_path / "spark.csv").read_bytes()


@pytest.mark.skipif(importlib.util.find_spec("pyspark") is not None, reason="PySpark is installed")
def test_without_spark_it_says_what_to_install(establishments, tmp_path, capsys):
    columns = ["--region", "region", "--industry", "sni", "--employees", "anst", "--engine", "spark"]
    out = ["--out", str(tmp_path / "o.csv"), "--lang", "en"]
    assert main(["analyse", "establishments", str(establishments), *columns, *out]) == 3
    assert "klusterkarta[spark]" in capsys.readouterr().err
