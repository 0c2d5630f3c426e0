"""Measurements of kurilsearch, beside plain Whoosh and plain tantivy: ``python -m tests.benchmarks``."""
