"""What a first page prints of its work, line by line; all of it is a guess."""
