"""How well lists of references are read, and the models by which they are."""
