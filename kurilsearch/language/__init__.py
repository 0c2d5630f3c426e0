"""Language: tokens, stems, sentences, and which language and which kind of name a word is."""
