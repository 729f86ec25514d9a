"""Measurements against named peers; `make bench` writes RESULTS.md from one run of them all."""
