"""The draft benchmark: drafts with quotations of known truth, made with a seed, and how well they are checked.

Run ``python -m tests.benchmarks.drafts --novels FOLDER`` from the root of a checkout.
"""
