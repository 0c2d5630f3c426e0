"""Files read as drafts: nothing that an author wrote is furniture, and every offset leads into the file."""
