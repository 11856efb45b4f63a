"""The long run of generated layouts: pytest --hypothesis-profile=layouts tests/sources/reports."""

from hypothesis import settings

settings.register_profile("layouts", max_examples=2000)
