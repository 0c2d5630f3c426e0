"""What a first page prints of its work, line by line; all of it is a guess.

``read`` is the door and tells the story; ``running_text`` tells what has no first page. The lines come from plain
text (``first_lines``) or from the blocks of a reader (``block_lines``, with ``edge_lines`` and ``side_by_side``);
``header_lines`` gives each its part by ``line_roles``, whose words are in ``header_words``. Title, authors and year
are told by the models of ``labelled``, by what ``line_features``, ``word_features`` (both with ``name_clues``) and
``year_features`` see; ``page_dates`` has the dates, ``titles`` cleans a title, and ``publication`` says where the
work appeared, from ``periodical_lines`` (with ``periodical_names``), ``cite_lines`` and ``imprints``. ``kinds`` reads
what is no paper.
"""
