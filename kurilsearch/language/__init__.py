"""Language: tokens, stems, sentences, and which language and which kind of name a word is.

``tokens``, ``folding`` and ``stemming`` make terms; ``sentences`` splits (``punkt``, ``train_punkt``,
``abbreviations``, ``sentence_end``); ``languages`` and ``function_words`` tell languages; ``names`` and
``given_names`` tell people; ``months``, ``printed_years``, ``numerals``, ``cjk``, ``navigation`` and
``section_headings`` are the words and signs that several steps ask for.
"""
