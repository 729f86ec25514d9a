"""Suites of tests that others wrote: where they lie, what is in them, and who passes them."""
