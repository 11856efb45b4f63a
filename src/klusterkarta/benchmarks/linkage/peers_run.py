"""The peers, run as a program in an environment of their own: reads records, writes pairs with scores.

    python peers_run.py splink|recordlinkage|rapidfuzz RECORDS.parquet PAIRS.parquet FIGURES.json

It imports nothing of Klusterkarta. The settings of each peer are those that its documentation recommends for names of
organisations, written out below. Preparing of columns that every user of the peer would do (web domain, e-mail domain,
digits of the postal code, small letters) is done here and its time counted.
"""

import importlib
import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

FREE_MAIL = ("gmail.com", "hotmail.com", "telia.com", "outlook.com", "online.no", "mail.dk", "luukku.com", "yahoo.se")


def prepared(path: str) -> Any:
    """The records with the columns that are compared; what is missing is None."""
    pandas = importlib.import_module("pandas")
    frame = pandas.read_parquet(path)
    name = frame["name"].str.lower().str.replace(r"[^\w\s]", " ", regex=True).str.split().str.join(" ")
    legal = (
        r"\b(?:ab|aktiebolag|aktiebolaget|publ|as|asa|a s|aps|oy|oyj|oy ab|ltd|limited|inc|ek för|ideell förening)\b"
    )
    bare = name.str.replace(legal, " ", regex=True).str.split().str.join(" ")
    made = pandas.DataFrame({"unique_id": frame["id"], "name": bare.where(bare != "", name)})
    made["first_word"] = made["name"].str.split().str[0]
    made["initial"] = made["name"].str[:1]
    made["city"] = frame["city"].str.lower()
    made["postal_code"] = frame["postal_code"].str.replace(r"\D", "", regex=True)
    made["domain"] = frame["url"].str.lower().str.extract(r"^(?:https?://)?(?:www\.)?([^/]+)", expand=False)
    email = frame["email"].str.lower().str.partition("@")[2]
    made["email_domain"] = email.where(~email.isin(FREE_MAIL), "")
    for column in made.columns[1:]:
        made[column] = made[column].where(made[column].fillna("") != "", None)
    return made


def splink(frame: Any) -> Any:
    """Splink: name at four levels of Jaro–Winkler with term frequencies, city, postal code, domains; EM training."""
    package = importlib.import_module("splink")
    compare = importlib.import_module("splink.comparison_library")
    block_on, given = package.block_on, [column for column in frame.columns if frame[column].notna().any()]
    others = [column for column in ("city", "postal_code", "domain", "email_domain") if column in given]
    rules = [("first_word",), ("domain",), ("postal_code", "initial")]
    name = compare.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True)
    settings = package.SettingsCreator(
        link_type="dedupe_only",
        comparisons=[name, *(compare.ExactMatch(one).configure(term_frequency_adjustments=True) for one in others)],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules if set(rule) <= set(given)],
    )
    api = package.DuckDBAPI()
    linker = package.Linker(api.register(frame), settings, log_level=None)
    training = linker.training
    certain = [block_on("name", *others[:1])]
    training.estimate_probability_two_random_records_match(certain, recall=0.6)
    training.estimate_u_using_random_sampling(max_pairs=2e6, seed=1)
    # Blocking EM on the first word instead settles on "same first word and town": pair F1 is a few points lower.
    for rule in ("name", "domain") if others else ("first_word",):
        if rule in given:
            training.estimate_parameters_using_expectation_maximisation(block_on(rule))
    pairs = linker.inference.predict(threshold_match_probability=0.01)
    named = {"unique_id_l": "left_id", "unique_id_r": "right_id", "match_weight": "score"}
    return pairs.as_pandas_dataframe()[list(named)].rename(columns=named)


def recordlinkage(frame: Any) -> Any:
    """Recordlinkage: the same blocks, Jaro–Winkler on names and equality of the other columns, summed."""
    package = importlib.import_module("recordlinkage")
    pandas = importlib.import_module("pandas")
    indexed = frame.set_index("unique_id")
    given = [column for column in indexed.columns if indexed[column].notna().any()]
    found: Any = None
    for rule in (["first_word"], ["domain"], ["postal_code", "initial"]):
        if set(rule) <= set(given):
            known = indexed.dropna(subset=rule)
            pairs = package.index.Block(rule).index(known)
            found = pairs if found is None else found.union(pairs)
    compare = package.Compare()
    compare.string("name", "name", method="jarowinkler", label="name")
    for one in ("city", "postal_code", "domain", "email_domain"):
        if one in given:
            compare.exact(one, one, label=one)
    features = compare.compute(found, indexed)
    left, right = found.get_level_values(0), found.get_level_values(1)
    # Its EM classifier settles on a meaningless split of these features; the sum is what its guide begins with.
    return pandas.DataFrame({"left_id": left, "right_id": right, "score": features.sum(axis=1).to_numpy()})


def rapidfuzz(frame: Any) -> Any:
    """Rapidfuzz: every pair of names with one first letter, token-sort ratio, each other agreeing column adds."""
    numpy, pandas = importlib.import_module("numpy"), importlib.import_module("pandas")
    process, fuzz = importlib.import_module("rapidfuzz.process"), importlib.import_module("rapidfuzz.fuzz")
    parts = []
    for _, block in frame.groupby("initial"):
        ids, names = block["unique_id"].to_numpy(), block["name"].tolist()
        for start in range(0, len(names), 500):
            scores = process.cdist(
                names[start : start + 500], names[start:], scorer=fuzz.token_sort_ratio, score_cutoff=70, workers=2,
                dtype=numpy.float32,
            )  # fmt: skip
            rows, columns = numpy.nonzero(numpy.triu(scores, k=1))
            part = {"left_id": ids[start + rows], "right_id": ids[start + columns], "score": scores[rows, columns]}
            parts.append(pandas.DataFrame(part))
    pairs = pandas.concat(parts, ignore_index=True)
    indexed = frame.set_index("unique_id")
    for one in ("city", "postal_code", "domain", "email_domain"):
        left, right = (indexed[one].reindex(pairs[side]).to_numpy() for side in ("left_id", "right_id"))
        known = pandas.notna(left) & pandas.notna(right)
        pairs["score"] += numpy.where(known, numpy.where(left == right, 8, -4), 0)
    return pairs


def peak_megabytes(kilobytes: int) -> float:
    """The peak of this process alone; getrusage starts from that of the process which began it."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.is_file() else []
    own = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return (own or [kilobytes])[0] * 1024 / 1_000_000


def main(arguments: list[str]) -> None:
    """Run one peer and write what it found and what it took."""
    peer, records, pairs_file, figures = arguments
    began = time.perf_counter()
    pairs = {"splink": splink, "recordlinkage": recordlinkage, "rapidfuzz": rapidfuzz}[peer](prepared(records))
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, processor = peak_megabytes(used.ru_maxrss), used.ru_utime + used.ru_stime
    pairs[["left_id", "right_id", "score"]].to_parquet(pairs_file, index=False)
    version = importlib.import_module("importlib.metadata").version(peer)
    told = {"seconds": seconds, "processor": processor, "peak_megabytes": peak, "pairs": len(pairs), "version": version}
    Path(figures).write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
