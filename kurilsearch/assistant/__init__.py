"""A server for assistants, by the Model Context Protocol: they search, quote and check, and retype no quotation."""
