"""Who cites what: ``works`` that a source cites, ``works_of_hits`` at a hit's words, ``passages`` that cite a work."""
