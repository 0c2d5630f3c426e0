"""The store in one SQLite file; nothing outside this package knows that it is SQLite."""
