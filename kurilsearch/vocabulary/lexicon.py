"""What a search asks of the library again and again, remembered for one revision of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from weakref import WeakKeyDictionary

from kurilsearch.language.function_words import function_words
from kurilsearch.language.stemming import stems_in
from kurilsearch.language.tokens import stem, stems_of, tokenize, words_in
from kurilsearch.model import Document
from kurilsearch.store import StoreReader, Totals
from kurilsearch.vocabulary.equivalents import NO_EQUIVALENTS, Equivalents, Words, folded_words
from kurilsearch.vocabulary.other_writings import other_orthographies, other_writings
from kurilsearch.vocabulary.scripts import Script, script_of
from kurilsearch.vocabulary.sound import same_name
from kurilsearch.vocabulary.spellings import kana_spellings, possible_spellings, scripts_of, spellings

_SECTIONS_REMEMBERED = 20_000

_ALPHABETS = frozenset((Script.LATIN, Script.CYRILLIC))


class Lexicon:
    """The stems, frequencies, titles and function words of a library at one revision.

    A library's passages are stemmed by the language of their document, so one word of a query may have several
    stems; :meth:`stems` gives them all.
    """

    def __init__(self, store: StoreReader, revision: int, equivalents: Equivalents = NO_EQUIVALENTS) -> None:
        """Remember ``store`` at ``revision``; everything else is read when it is first asked for."""
        self.store = store
        self.revision = revision
        self.equivalents = equivalents
        self._variants: dict[str, tuple[str, ...]] = {}
        self._stems: dict[str, tuple[str, ...]] = {}
        self._frequencies: dict[str, int] = {}
        self._documents: dict[int, Document] = {}
        self._titles: dict[int, Mapping[str, int]] = {}
        self._authors: dict[int, Mapping[str, int]] = {}
        self._sections: dict[tuple[int, tuple[str, ...]], Mapping[str, int]] = {}
        self._above: dict[tuple[int, tuple[str, ...]], frozenset[str]] = {}

    @cached_property
    def totals(self) -> Totals:
        """The sizes of the library."""
        return self.store.totals()

    @cached_property
    def average_length(self) -> float:
        """How many terms a passage has on average; at least 1."""
        return max(self.totals.terms / max(self.totals.passages, 1), 1.0)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the documents, the commonest first."""
        return self.store.vocabulary.languages() or ("und",)

    @cached_property
    def function_words(self) -> frozenset[str]:
        """The function words of the library's languages.

        English is always among them, because titles and questions are in English in many libraries that are not.
        """
        return function_words(frozenset({*self.languages, "en"}))

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """All documents, ordered by file."""
        documents = self.store.documents()
        self._documents.update((document.id, document) for document in documents)
        return documents

    @cached_property
    def named_words(self) -> frozenset[str]:
        """The folded words of the names of authors and of titles."""
        every = (text for each in self.documents for text in (*each.metadata.authors, each.metadata.title or ""))
        return frozenset(token.word for text in every for token in tokenize(text))

    def document(self, number: int) -> Document:
        """Return one document; KeyError where it was removed since."""
        found = self._documents.get(number)
        if found is None:
            found = self._documents[number] = self.store.document(number)
        return found

    def look_up_documents(self, numbers: Iterable[int]) -> bool:
        """Read documents, which is quicker at once than one by one; return whether all of them are still there."""
        unknown = [number for number in numbers if number not in self._documents]
        if not unknown:
            return True
        self._documents.update(found := self.store.documents_with(unknown))
        return len(found) == len(unknown)

    def has_document(self, number: int) -> bool:
        """Return whether the document is still there."""
        try:
            self.document(number)
        except KeyError:
            return False
        return True

    def stems(self, word: str) -> tuple[str, ...]:
        """Return the different stems that a folded word has in the library's languages."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = stems_of(word, self.languages)
        return found

    def frequencies(self, stems: Iterable[str]) -> Mapping[str, int]:
        """Return in how many passages each stem stands; more stems than those asked for may be in the answer."""
        missing = [stem for stem in stems if stem not in self._frequencies]
        if missing:
            self._frequencies.update(self.store.vocabulary.stem_frequencies(missing))
        return self._frequencies

    @cached_property
    def scripts(self) -> frozenset[Script]:
        """Which of Latin, Cyrillic and kana the library holds words in."""
        return scripts_of(self.store)

    def look_up_variants(self, words: Iterable[str]) -> None:
        """Read how often all that may stand for ``words`` stands, which is quicker at once than one by one."""
        new = [word for word in words if word not in self._variants and script_of(word) in _ALPHABETS]
        languages = frozenset(self.languages)
        others = (
            other
            for word in new
            for other in (*possible_spellings(word, self.scripts), *other_orthographies(word, languages))
        )
        self.frequencies({stem for other in others for stem in self.stems(other)})

    def variants(self, word: str) -> tuple[str, ...]:
        """Return the other folded words that are spellings of this one or stand for it, in some form, in the library.

        Хрущёв is Khrushchev even where the library has it in the genitive only.
        """
        found = self._variants.get(word)
        if found is None:
            script = script_of(word)
            found = ()
            if script in _ALPHABETS:  # kana are pairs of characters here, no words
                likely = possible_spellings(word, self.scripts)
                found = tuple(other for other in self._standing(likely) if same_name(word, other))
            if script is Script.OTHER:
                from kurilsearch.vocabulary.korean import other_forms  # its patterns take long to compile

                found += (*other_forms(word, self.store), *self.in_latin(word))
            others = self._standing(tuple(other_writings(word, frozenset(self.languages), self.scripts)))
            found += tuple(other for other in others if other != word and other not in self.function_words)
            if not found and script is Script.CYRILLIC:
                found = spellings(word, self.store)  # misread, perhaps
            named = [name[0] for name in self.equivalents.of((word,)) if len(name) == 1]
            found = self._variants[word] = tuple(dict.fromkeys((*found, *self._standing(named))))
        return found

    @property
    def longest_name(self) -> int:
        """The words of the longest name that may have others, letters of a script without spaces counted as words."""
        return self.equivalents.longest + 1 if self.equivalents else 0

    def other_names(self, words: Sequence[str]) -> tuple[Words, ...]:
        """Return the other names of what ``words`` (folded) name, so far as all words of them stand in the library."""
        names = self.equivalents.of(words)
        if not names:
            return ()
        standing = frozenset(self._standing(tuple(dict.fromkeys(word for name in names for word in name))))
        return tuple(name for name in names if standing.issuperset(name))

    def in_latin(self, word: str) -> tuple[str, ...]:
        """Return the folded Latin words of the library that a foreign name in katakana or Hangul may be."""
        from kurilsearch.vocabulary.loanwords import latin_readings  # for katakana and Hangul alone

        return tuple(self._standing(latin_readings(word))) if Script.LATIN in self.scripts else ()

    def in_kana(self, word: str) -> tuple[Words, ...]:
        """Return a Latin word in kana, as pairs of characters, where all of these stand in the library."""
        if Script.KANA not in self.scripts or not word.isascii() or not word.isalpha():
            return ()
        names = [folded_words(kana) for kana in kana_spellings(word)]
        frequencies = self.store.vocabulary.word_frequencies([pair for name in names for pair in name])
        return tuple(dict.fromkeys(name for name in names if all(frequencies[pair] for pair in name)))

    def _standing(self, words: Sequence[str]) -> list[str]:
        """Return those of the words that a word with the same stem stands for in the library."""
        if not words:
            return []
        stems = {word: self.stems(word) for word in words}
        frequencies = self.frequencies([stem for each in stems.values() for stem in each])
        return [word for word, each in stems.items() if any(frequencies[stem] for stem in each)]

    def rows_of_stems(self, words: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the different rows of stems that ``words`` in a row are, a row for each language that differs."""
        return list(dict.fromkeys(tuple(stem(word, language) for word in words) for language in self.languages))

    @cached_property
    def _words_of_sources(self) -> Mapping[str, frozenset[int]]:
        """The documents whose author, title or year each folded word is of."""
        found: dict[str, set[int]] = {}
        for document in self.documents:
            for word in words_in(_said_of(document, document.metadata.title)):
                found.setdefault(word, set()).add(document.id)
        return {word: frozenset(documents) for word, documents in found.items()}

    @cached_property
    def _stems_of_sources(self) -> Mapping[str, frozenset[int]]:
        """The documents that have a word with each stem in author, title or year."""
        found: dict[str, set[int]] = {}
        languages = self.languages
        for word, documents in self._words_of_sources.items():
            for each in {stem(word, language) for language in languages}:
                found.setdefault(each, set()).update(documents)
        return {each: frozenset(documents) for each, documents in found.items()}

    def documents_with_stem(self, stems: Iterable[str]) -> frozenset[int]:
        """Return the documents that have one of these stems in author, title or year."""
        return frozenset().union(*(self._stems_of_sources.get(each, ()) for each in stems))

    def documents_named(self, words: Iterable[str]) -> frozenset[int]:
        """Return the documents of which all these folded words are author, title or year."""
        named = [self._words_of_sources.get(word, frozenset()) for word in words]
        return frozenset.intersection(*named) if named else frozenset()

    def documents_by(self, words: Sequence[str]) -> frozenset[int]:
        """Return the documents that all these folded words name, as :meth:`documents_named`, one of them the author."""
        return frozenset(
            number
            for number in self.documents_named(words)
            if not {
                token.word for name in self.document(number).metadata.authors for token in tokenize(name)
            }.isdisjoint(words)
        )

    def author_stems(self, number: int) -> Mapping[str, int]:
        """Return the stems of a document's authors and its year."""
        found = self._authors.get(number)
        if found is None:
            document = self.document(number)
            found = self._authors[number] = _count_stems(_said_of(document), document.language)
        return found

    def title_stems(self, number: int) -> Mapping[str, int]:
        """Return the stems of a document's title with how often each stands in it."""
        found = self._titles.get(number)
        if found is None:
            document = self.document(number)
            found = self._titles[number] = _count_stems(document.metadata.title or "", document.language)
        return found

    def stems_above(self, number: int, section: tuple[str, ...]) -> frozenset[str]:
        """Return the stems of title, authors and year of a document, and of the headings above a passage of it."""
        found = self._above.get((number, section))
        if found is None:
            if len(self._above) > _SECTIONS_REMEMBERED:
                self._above.clear()
            stems = (self.title_stems(number), self.author_stems(number), self.section_stems(number, section))
            found = self._above[number, section] = frozenset().union(*stems)
        return found

    def section_stems(self, number: int, section: tuple[str, ...]) -> Mapping[str, int]:
        """Return the stems of the headings above a passage; a heading that repeats the title is left out."""
        found = self._sections.get((number, section))
        if found is None:
            if len(self._sections) > _SECTIONS_REMEMBERED:
                self._sections.clear()
            document, title = self.document(number), self.title_stems(number)
            counts: dict[str, int] = {}
            for heading in section:
                stems = _count_stems(heading, document.language)
                if stems != title:
                    for each, count in stems.items():
                        counts[each] = counts.get(each, 0) + count
            found = self._sections[number, section] = counts
        return found


def _said_of(document: Document, title: str | None = None) -> str:
    known = document.metadata
    return " ".join(str(each) for each in (*known.authors, known.year, title) if each)


def _count_stems(text: str, language: str) -> Mapping[str, int]:
    """Return how often each stem stands in a title, a name or a heading."""
    counts: dict[str, int] = {}
    for each in map(stems_in(language).__getitem__, words_in(text)):
        counts[each] = counts.get(each, 0) + 1
    return counts


_lexicons: WeakKeyDictionary[StoreReader, Lexicon] = WeakKeyDictionary()


def lexicon_of(store: StoreReader, equivalents: Equivalents = NO_EQUIVALENTS) -> Lexicon:
    """Return the lexicon of the store's present revision, the same one while nothing was indexed."""
    revision = store.revision
    lexicon = _lexicons.get(store)
    if lexicon is None or lexicon.revision != revision or lexicon.equivalents is not equivalents:
        lexicon = _lexicons[store] = Lexicon(store, revision, equivalents)
    return lexicon
