"""Home-page addresses: safe links, one form for comparing, the registrable domain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klusterkarta.values import web_address
from klusterkarta.values.web_address import WebAddressError, normalise_web_address, web_domain, web_link


@pytest.mark.parametrize(
    "text",
    [
        "www.fpx.se",
        "http://www.fpx.se",
        "https://fpx.se/",
        "HTTP://WWW.FPX.SE",
        "fpx.se",
        "//fpx.se",
        "http://fpx.se:80/",
        "<www.fpx.se>",
        "https://fpx.se/#top",
    ],
)
def test_writings_of_one_page_are_equal(text: str) -> None:
    assert normalise_web_address(text) == "https://fpx.se"


def test_path_and_query_tell_pages_apart() -> None:
    assert normalise_web_address("http://www.ssc.se/?id=9500") == "https://ssc.se?id=9500"
    assert normalise_web_address("ssc.se/Om/") == "https://ssc.se/Om"
    assert normalise_web_address("example.se:8080") == "https://example.se:8080"


def test_a_link_keeps_what_the_server_may_need() -> None:
    assert web_link("http://WWW.Example.se/Om/") == "http://www.example.se/Om/"
    assert web_link("www.example.se") == "https://www.example.se"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "okänt",
            "www",
            "finns ej",
            "www.a.se, www.b.se",
            "javascript:alert(1)",
            "data:text/html,x",
            "mailto:info@example.se",
        ),
        *(
            "info@example.se",
            "http://",
            "http://[::1",
            "ftp://example.se",
            "-a.se",
            "a..se",
            "http://example.se:99999",
            "a" * 3000,
        ),
        *("JAVASCRIPT://example.se/%0aalert(1)", "https://user:password@example.se"),
    ],
)
def test_what_is_no_page_address_is_refused(text: str) -> None:
    with pytest.raises(WebAddressError):
        web_link(text)
    assert web_domain(text) == ""


# By the public suffix list (publicsuffix.org): .se and .nu sell directly below; co.uk is a suffix of its own.
@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("www.processitinnovations.se", "processitinnovations.se"),
        ("http://sub.kommun.example.se/x", "example.se"),
        ("https://www.firma.co.uk", "firma.co.uk"),
        ("https://a.github.io", "a.github.io"),
        ("co.uk", ""),
        ("192.168.0.1", ""),
        ("http://[::1]/", ""),
        ("räksmörgås.se", "xn--rksmrgs-5wao1o.se"),
    ],
)
def test_registrable_domains(text: str, domain: str) -> None:
    assert web_domain(text) == domain


# Not shorter: "a.se", "pp.se" and others are public suffixes themselves.
labels = st.from_regex(r"firma[a-z0-9]{0,5}", fullmatch=True)
addresses = st.builds(
    lambda host, path: f"{'.'.join(host)}.se/{'/'.join(path)}",
    st.lists(labels, min_size=1, max_size=3),
    st.lists(labels, max_size=2),
)


@given(addresses)
def test_normalising_twice_changes_nothing(address: str) -> None:
    once = normalise_web_address(address)
    assert normalise_web_address(once) == once


@given(addresses, st.sampled_from(["http://", "https://", "www.", "https://www."]))
def test_scheme_and_www_play_no_part(address: str, front: str) -> None:
    assert normalise_web_address(front + address) == normalise_web_address(address)
    assert web_domain(front + address) == web_domain(address)


@given(st.text(max_size=200))
def test_any_text_is_a_link_or_a_clear_error(text: str) -> None:
    try:
        link = web_link(text)
    except WebAddressError:
        return
    assert link.startswith(("http://", "https://"))
    assert web_link(link) == link


@given(text=st.from_regex(web_address._PLAIN, fullmatch=True))
def test_what_most_addresses_look_like_is_read_as_by_the_book(text):
    quick = web_address._parts(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(web_address, "_SHORT", -1)
        assert web_address._parts(text) == quick
