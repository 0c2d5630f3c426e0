"""Reading spreadsheets and slides: Excel, PowerPoint, OpenDocument, and tables as text (CSV, TSV)."""
