"""What a draft cites, and for which of its quotations.

``gather`` takes them from keys, fields, parentheses, notes and numbers, ``in_full`` reads works as notes name them,
``find`` says which belong to which quotation, ``speakers`` to whom a sentence gives words.
"""
