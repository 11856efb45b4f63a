"""`klusterkarta analyse concentration | complexity`: plain files into long rows; bad input leaves nothing written."""

import csv
import gzip
import json
import subprocess
import sys

import polars as pl
import pytest
import xlsxwriter

from klusterkarta.cli.main import main

ROWS = [
    ["Kommun", "SNI", "År", "Sysselsatta"],
    ["0114", "01", "2019", "30"], ["0114", "46", "2019", "70"], ["1480", "01", "2019", "10"],
    ["1480", "46", "2019", "90,5"], ["0114", "01", "2020", "40"], ["0114", "46", "2020", ".."],
    ["1480", "01", "2020", "10"], ["1480", "46", "2020", "90"],
]  # fmt: skip
COLUMNS = ["--region", "kommun", "--industry", "SNI", "--value", "Sysselsatta", "--year", "År"]


@pytest.fixture
def table(tmp_path):
    def write(rows=ROWS, name="län åäö.csv", encoding="utf-8-sig", delimiter=";"):
        path = tmp_path / name
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows(rows)
        return path

    return write


def analyse(name, path, out, *more, columns=COLUMNS):
    return main(["analyse", name, str(path), *columns, *more, "--out", str(out), "--lang", "en"])


def refused(capsys, name, path, out, *more, columns=COLUMNS):
    assert analyse(name, path, out, *more, columns=columns) == 2
    assert list(out.parent.glob(f"*{out.name}*")) == []
    return capsys.readouterr().err


def test_concentration_writes_csv_for_programs_without_a_web_framework(table, tmp_path):
    out = tmp_path / "measures.csv"
    words = ["analyse", "concentration", str(table()), *COLUMNS, "--measures", "lq,krugman,hhi", "--out", str(out)]
    code = (
        f"import sys; from klusterkarta.cli.main import main; main({[*words, '--json', '--lang', 'en']!r});"
        "print('django' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    told = json.loads(done.stdout)
    assert done.stderr.endswith("False\n")
    assert (told["rows"], told["measures"], told["years"]) == (24, ["lq", "krugman", "hhi"], ["2019", "2020"])
    assert told["notes"] == ["1 row without a value is not counted."]
    data = out.read_bytes()
    assert data.startswith(b"year,region,industry,measure,value,low,high\n2019,0114,01,lq,")
    assert b"\r" not in data
    rows = list(csv.DictReader(data.decode().splitlines()))
    # 30 of 100 against 40 of 200.5
    assert float(rows[0]["value"]) == pytest.approx(1.50375)


def test_complexity_writes_parquet_year_by_year_with_codes_as_text(table, tmp_path):
    out = tmp_path / "complexity.parquet"
    assert analyse("complexity", table(), out, "--also", "fitness") == 0
    rows = pl.read_parquet(out)
    assert rows.columns[:11] == [
        "year", "region", "industry", "value", "rca", "mcp", "density", "eci", "pci", "coi", "cog",
    ]  # fmt: skip
    assert rows["region"].unique().sort().to_list() == ["0114", "1480"]
    assert rows.filter(year=2020, region="0114")["rca"].to_list() == pytest.approx([2.8, 0])
    assert rows.filter(year=2020)["fitness"].null_count() == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["complexity.parquet", "län åäö.csv"]


def test_entries_and_exits_go_into_a_file_of_their_own(table, tmp_path, capsys):
    out, steps = tmp_path / "complexity.csv", tmp_path / "steps.csv"
    assert analyse("complexity", table(), out, "--transitions", str(steps)) == 0
    rows = list(csv.DictReader(steps.open()))
    assert rows[0].keys() == {"year", "next_year", "kind", "from", "to", "cases", "moved", "probability", "low", "high"}
    assert sum(int(row["cases"]) for row in rows) == 4
    one = ("--years", "2019", "--transitions", str(steps))
    assert "between two years; the table has 2019" in refused(capsys, "complexity", table(), tmp_path / "o.csv", *one)


def test_every_kind_of_file_gives_the_same(table, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "in.xlsx")
    sheet = book.add_worksheet()
    for number, row in enumerate(ROWS):
        sheet.write_row(number, 0, row)
    book.close()
    frame = pl.DataFrame(ROWS[1:], schema=ROWS[0], orient="row")
    number = pl.col("Sysselsatta").str.replace(",", ".").cast(pl.Float64, strict=False)
    frame.with_columns(number, pl.col("Kommun").cast(pl.Categorical)).write_parquet(tmp_path / "in.parquet")
    points = [[cell.replace(",", ".") for cell in row] for row in ROWS]
    packed = tmp_path / "in.csv.gz"
    packed.write_bytes(gzip.compress(table().read_bytes()))
    found = []
    for path in (
        table(), table(name="b.csv", encoding="cp1252"), table(points, name="c.csv", encoding="utf-8", delimiter=","),
        packed, tmp_path / "in.xlsx", tmp_path / "in.parquet",
    ):  # fmt: skip
        assert analyse("concentration", path, tmp_path / "out.csv") == 0, path
        found.append((tmp_path / "out.csv").read_bytes())
    assert len(set(found)) == 1


def test_bases_years_and_change_are_chosen(table, tmp_path):
    traded = [[*row, kind] for row, kind in zip(ROWS, ["Handlad", *["ja", "nej"] * 4], strict=True)]
    out = tmp_path / "out.csv"
    more = ("--base", "traded", "--traded", "Handlad", "--years", "2020")
    assert analyse("concentration", table(traded), out, "--measures", "location_quotient,hhi", *more) == 0
    assert {row["measure"] for row in csv.DictReader(out.open())} == {"location_quotient", "hhi"}
    assert {row["industry"] for row in csv.DictReader(out.open())} == {"01", ""}
    assert {row["year"] for row in csv.DictReader(out.open())} == {"2020"}
    assert analyse("concentration", table(), out, "--measures", "shift_share", "--from", "2019", "--to", "2020") == 0
    parts = [float(row["value"]) for row in csv.DictReader(out.open()) if row["region"] == "0114"]
    # 30 + 70 became 40 + 0.
    assert sum(parts) == pytest.approx(-60)


def test_own_thresholds_and_own_clusters_are_files(table, tmp_path, capsys):
    thresholds, clusters, out = tmp_path / "mina.yaml", tmp_path / "kluster.yaml", tmp_path / "out.csv"
    thresholds.write_text("methods:\n- {key: stor, criteria: [{measure: size, at_least: 60}]}\n", encoding="utf-8")
    more = ("--measures", "lq", "--thresholds", str(thresholds), "--years", "2019")
    assert analyse("concentration", table(), out, *more) == 0
    stars = {
        (row["region"], row["industry"]): row["value"] for row in csv.DictReader(out.open()) if row["measure"] == "stor"
    }
    assert stars == {("0114", "01"): "0.0", ("0114", "46"): "1.0", ("1480", "01"): "0.0", ("1480", "46"): "1.0"}
    clusters.write_text("clusters:\n- {key: allt, industries: ['0*', '46']}\n", encoding="utf-8")
    assert analyse("concentration", table(), out, *more, "--clusters", str(clusters)) == 0
    assert {row["industry"] for row in csv.DictReader(out.open())} == {"allt"}
    both = ("--clusters", str(clusters), "--growth", "Sysselsatta")
    assert "one by one" in refused(capsys, "concentration", table(), tmp_path / "o.csv", *both)
    clusters.write_text("clusters:\n- {key: annat, industries: ['99']}\n", encoding="utf-8")
    assert "belongs to any of the clusters (annat)" in refused(
        capsys, "complexity", table(), tmp_path / "o.csv", "--clusters", str(clusters)
    )
    thresholds.write_text("methods:\n- {key: hhi, criteria: [{measure: size, top: 0.1}]}\n", encoding="utf-8")
    assert "name of a measure already" in refused(capsys, "concentration", table(), tmp_path / "o.csv", *more)


def test_years_may_stand_as_columns(table, tmp_path, capsys):
    wide = [["Kommun", "SNI", "2019", "2020"]]
    wide += [["0114", "01", "30", "40"], ["0114", "02", "70", ""], ["1480", "01", "10", "-1"]]
    path, out, words = table(wide, name="bred.csv"), tmp_path / "out.csv", COLUMNS[:4]
    told = refused(capsys, "concentration", path, out, columns=[*words, "--value", "Sysselsatta"])
    assert "--value 2019,2020" in told
    # The row is that of the file, on which both years stand.
    assert "negative on row 4" in refused(capsys, "concentration", path, out, columns=[*words, "--value", "2019,2020"])
    wide[3][3] = "5"
    path = table(wide, name="bred.csv")
    assert analyse("concentration", path, out, "--measures", "hhi", columns=[*words, "--value", "2019,2020"]) == 0
    found = {(row["year"], row["region"]): float(row["value"]) for row in csv.DictReader(out.open()) if row["region"]}
    assert found["2019", "0114"] == pytest.approx(0.58)
    assert found["2020", "1480"] == 1


def test_every_kind_of_fault_is_told_at_once(table, tmp_path, capsys):
    wrong = [*ROWS, ["0114", "98", "2020", "-5"], ["0114", "97", "2020", "nan"], ["0114", "96", "2020", "inf"]]
    told = refused(capsys, "complexity", table(wrong), tmp_path / "o.csv")
    assert "Negative on row: 10. Not a number (NaN) on row: 11. Infinite on row: 12." in told
    blank = [*ROWS, ["", "98", "2020", "5"], ["0114", "", "2020", "5"]]
    assert "region: 10; industry: 11" in refused(capsys, "complexity", table(blank), tmp_path / "o.csv")


def test_what_cannot_be_read_is_told_with_column_and_rows(table, tmp_path, capsys):
    out = tmp_path / "out.csv"
    words = [*COLUMNS[:4], "--value", "Antal"]
    assert "lacks the column “Antal”. Its columns are: Kommun, SNI, År, Sysselsatta" in refused(
        capsys, "concentration", table(), out, columns=words
    )
    wrong = [*ROWS, ["0114", "99", "2020", "tio"], ["0114", "98", "2020", "-5"]]
    assert "no number on row 10: “tio”" in refused(capsys, "complexity", table(wrong), out)
    assert "negative on row 10" in refused(capsys, "complexity", table([*ROWS, wrong[-1]]), out)
    assert "0114 × 01 on rows 2, 6" in refused(capsys, "complexity", table(), out, columns=COLUMNS[:6])
    assert "2018 is not in the table" in refused(capsys, "concentration", table(), out, "--years", "2018")
    assert "“median” is no measure" in refused(capsys, "concentration", table(), out, "--measures", "median")
    assert "“eco” is no column" in refused(capsys, "complexity", table(), out, "--also", "eco")
    assert "says something else" in refused(
        capsys, "concentration", table(), out, "--base", "traded", "--traded", "SNI"
    ).replace("say something", "says something")
    assert "no rows below its headings" in refused(capsys, "complexity", table(ROWS[:1]), out)
    twice = [["Kommun", "SNI", "År", "Sysselsatta", "Kommun"], ["1", "1", "2019", "1", "1"]]
    assert "several columns called" in refused(
        capsys, "complexity", table(twice), out, columns=["--region", "Kommun", *COLUMNS[2:]]
    )
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and nothing more")
    assert "cannot be read" in refused(capsys, "complexity", tmp_path / "broken.parquet", out)
    assert "cannot be opened" in refused(capsys, "complexity", tmp_path / "nowhere.csv", out)


def test_targets_that_cannot_be_are_refused_before_any_work(table, tmp_path, capsys):
    path = table()
    for out, told in (
        (path, "is the file that is read"), (tmp_path / "out.txt", ".csv or .parquet"),
        (tmp_path / "no" / "out.csv", "does not exist"),
    ):  # fmt: skip
        assert analyse("complexity", path, out) == 2
        assert told in capsys.readouterr().err
    (tmp_path / "taken.csv").mkdir()
    assert analyse("complexity", path, tmp_path / "taken.csv") == 2
    assert "cannot be written" in capsys.readouterr().err
