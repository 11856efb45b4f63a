"""Files packed by gzip: unpacked within bounds, refused when damaged."""

import gzip

import pytest

from klusterkarta.sources.gzipped import gunzipped
from klusterkarta.sources.limits import Limits
from klusterkarta.sources.unreadable import UnreadableFile


def test_parts_after_each_other_are_one_file():
    text = b"region;industry;value\n" * 90_000
    assert gunzipped(gzip.compress(text) + gzip.compress(b"end") + b"\0\0", Limits(), file="a.csv.gz") == text + b"end"


CUT = gzip.compress(b"region;value\n" * 500, mtime=0)[:-12]


@pytest.mark.parametrize("packed", [CUT, b"\x1f\x8bnothing of the kind"])
def test_what_is_cut_or_no_gzip_is_damaged(packed):
    with pytest.raises(UnreadableFile) as refused:
        gunzipped(packed, Limits(), file="folder/a.csv.gz")
    assert refused.value.reason.code == "file.damaged"
    assert refused.value.reason.parameters["file"] == "a.csv.gz"


@pytest.mark.parametrize("limits", [Limits(unzipped_bytes=1_000_000), Limits(ratio_from_bytes=1_000_000, ratio=10)])
def test_what_unpacks_to_far_more_than_it_weighs_is_refused(limits):
    with pytest.raises(UnreadableFile) as refused:
        gunzipped(gzip.compress(b"0" * 5_000_000), limits, file="a.csv.gz")
    assert refused.value.reason.code == "file.zip_bomb"
