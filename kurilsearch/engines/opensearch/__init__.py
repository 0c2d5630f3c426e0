"""The engine on a cluster: OpenSearch, given our own terms."""
