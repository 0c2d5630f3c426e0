"""Reading plain text and Markdown: the file's own text, with what its front matter says."""
