"""Programs that are called and never imported: pandoc and ocrmypdf."""
