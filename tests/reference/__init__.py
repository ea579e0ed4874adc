"""Verified cases of the field, run through the public API: ``python -m tests.reference FILE.json ...``."""
