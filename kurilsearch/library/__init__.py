"""The library: what a user and every front end holds."""
