"""Works that are no papers, each told by a form of its own: letters, newspaper cuttings, judgements; and title pages.

A reader takes the lines of a document and returns a CSL item, empty where the document is not of its kind. Their forms
are fixed by custom or by law, in each language by a few words, so that they are read and not learnt.
"""
