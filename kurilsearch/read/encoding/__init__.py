"""From bytes to characters: which encoding a text has, and whether it is text at all."""
