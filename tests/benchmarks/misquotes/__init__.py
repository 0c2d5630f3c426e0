"""The open benchmark of misquotations: ``python -m tests.benchmarks.misquotes CORPUS``.

From any corpus it makes, with a fixed seed, quotations whose true place and whose damage are known, and quotations
that stand nowhere; it asks kurilsearch for them and, beside it, an exhaustive scan and other tools. Nothing is shipped:
the quotations are the corpus's own words.

prepare (a library, some documents held out) ──▶ material (passages, names, words) ──▶ draw (spans of known place)
──▶ damage, print_damage, meaning (what is done to them) ──▶ classes, nowhere (cases) ──▶ answers ──▶ measure ──▶ report
"""
