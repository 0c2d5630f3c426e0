"""A draft is set right in a copy: words replaced, comments put at their places, every change listed and undone.

``amendments`` has the nouns; ``citations`` writes as the draft cites; ``text_file`` mends drafts that are text,
``docx`` and ``odt`` those of word processors.
"""
