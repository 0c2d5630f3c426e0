"""HTML, of web pages and of e-books: parsed safely, cleared of what is no text, and made blocks of text."""
