"""The edges of PDF pages: their ``rows``; ``covers``; ``page_labels`` and ``spreads``, which number them; ``furniture``."""
