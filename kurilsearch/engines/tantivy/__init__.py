"""The default engine: tantivy, given our own terms."""
