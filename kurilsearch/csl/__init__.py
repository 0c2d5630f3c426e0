"""Works as CSL items (names, dates, DOIs): what readers, bibliographies and guesses are all turned into."""
