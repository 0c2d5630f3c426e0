"""The edges of PDF pages, in order: ``rows``, ``covers``, ``page_labels``, ``spreads``, ``furniture``."""
