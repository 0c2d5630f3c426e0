"""Bibliography files: BibTeX, CSL JSON, RIS and YAML become entries, each a CSL item with the files that it names."""
