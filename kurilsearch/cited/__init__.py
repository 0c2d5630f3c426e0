"""Who cites what: the works that a source cites, those on which the words of a hit rest, and who cites a work."""
