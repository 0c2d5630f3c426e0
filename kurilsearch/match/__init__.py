"""The matcher: a half-remembered, misprinted or doctored quotation becomes the place where it stands, and what differs.

:mod:`kurilsearch.match.find` tells the story.
"""
