"""Bibliography files: BibTeX, CSL JSON, RIS and YAML become entries, each a CSL item with the files that it names.

In order: ``bibliography`` loads the files, each by its format (``bibtex`` with ``bibtex_items``, ``bibtex_names``,
``latex``, ``latex_titles`` and ``sentence_case``; ``csl_json`` with ``zotero_items``; ``ris``; ``yaml_references``),
into the nouns of ``entry``. Which source an entry is of, the files that it names tell (``file_field``,
``located_files``), its DOI, or the words of its title (``title_words``).
"""
