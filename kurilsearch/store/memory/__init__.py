"""A store that keeps all in memory and nothing for longer: for tests, and for libraries that leave no trace."""
