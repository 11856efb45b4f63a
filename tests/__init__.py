"""Tests of Klusterkarta, laid out as the source is."""
