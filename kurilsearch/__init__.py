"""kurilsearch finds the passage, proves the quotation and writes the citation."""
