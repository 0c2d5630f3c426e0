"""Documents that pandoc reads (Word, OpenDocument, LaTeX …): its tree of elements becomes blocks of text."""
