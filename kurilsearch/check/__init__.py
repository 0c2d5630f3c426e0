"""A draft is checked: its quotations and citations, what they are worth, and how they are set right.

``draft`` has the nouns; ``drafts`` reads files as drafts, ``quotations`` finds what stands in quotation marks, and
``citations`` what is cited and for which quotation.
"""
