"""How well first pages are read, and the models by which they are."""
