"""Spellings of one name in several scripts and schemes: Khrushchev and Хрущёв, Showa and Shouwa, Etorofu and Iturup."""
