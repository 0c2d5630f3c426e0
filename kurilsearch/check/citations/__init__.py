"""What a draft cites, for which of its quotations, and which works of a library are meant.

``find`` gathers citations from keys, fields, parentheses, notes and numbers, ``nearest`` says which belong to which
quotation, ``speakers`` to whom a sentence gives words; ``linking`` leads to works.
"""
