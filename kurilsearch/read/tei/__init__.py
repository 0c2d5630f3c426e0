"""TEI, in which scholars publish texts: paragraphs, verse, plays, notes and the pages of the print (TEI P5 and P4)."""
