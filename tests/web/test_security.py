"""What every answer carries, shown on a page of the test's own: the policy, and no cookie for a visitor."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from whitenoise.middleware import WhiteNoiseMiddleware

urlpatterns = [path("", lambda request: HttpResponse("<p>Karta</p>"))]


@pytest.fixture
def answer(settings):
    settings.ROOT_URLCONF = __name__
    return Client().get("/")


def test_the_policy_allows_the_sites_own_files_and_nothing_else(answer):
    directives = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
        "base-uri": "'self'",
    }


def test_other_sites_can_neither_frame_it_nor_learn_where_a_visitor_was(answer):
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_a_visitor_gets_no_cookie(answer):
    assert not answer.cookies


def test_static_files_are_served_without_a_collecting_step(rf):
    def not_found(request):
        return HttpResponse(status=404)

    serve = WhiteNoiseMiddleware(not_found)
    found = serve(rf.get("/static/klusterkarta/build/fonts.css"))
    assert found.status_code == 200
    assert found["Content-Type"].startswith("text/css")
    assert serve(rf.get("/static/klusterkarta/../settings.py")).status_code == 404
