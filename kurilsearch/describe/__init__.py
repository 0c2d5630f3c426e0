"""Who wrote it, what it is called and when: by the user, by bibliographies, by the file itself, by its first page.

:mod:`~kurilsearch.describe.describer` tells the story. ``sources_file`` has what the user set; ``files/`` reads the
bibliographies and finds the entry of a source (``fingerprint`` tells whether they changed, ``vanished`` keeps what they
said); ``first_page/`` reads what the first page prints. ``describe`` makes one description of them, and ``origins``
keeps where each field comes from.
"""
