"""A draft is set right in a copy: words replaced, comments put at their places, every change listed and undone.

``amendments`` has the nouns; ``text_file`` mends drafts that are text, ``docx`` those of Word.
"""
