"""The store on a cluster of OpenSearch, for libraries beyond one machine; nothing outside knows that it is there."""
