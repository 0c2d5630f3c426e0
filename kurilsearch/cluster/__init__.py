"""A cluster of OpenSearch: how it is reached, written to in bulk, and read in whole generations.

The store and the engine on a cluster keep their records each in an index of its own, and share what is here. Nothing
else knows OpenSearch's client.
"""
