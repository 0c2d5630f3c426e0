"""Who wrote it, what it is called and when: by the user, by bibliographies, by the file itself, by its first page.

:mod:`~kurilsearch.describe.describer` tells the story; ``files`` reads bibliographies, ``first_page`` guesses.
"""
