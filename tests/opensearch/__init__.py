"""A cluster of OpenSearch on this machine, as tests need one: of artifacts that ``fetch`` brings from Maven."""
