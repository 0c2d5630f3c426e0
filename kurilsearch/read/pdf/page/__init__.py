"""One page of a PDF, as ``page`` tells it: ``lines`` made of runs, ``columns`` in reading order, ``margins``."""
