"""What PDFium says of a page: characters, their boxes and their type; nothing above knows its calls."""
