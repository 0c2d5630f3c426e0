"""The vocabulary of a library on a cluster: its folded words and stems, and in how many passages each stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kurilsearch.cluster.connection import Cluster
from kurilsearch.cluster.generations import State, any_of
from kurilsearch.language.tokens import stem
from kurilsearch.store.opensearch.words import VALUES, read_words, standing, values_of
from kurilsearch.store.records import NearWord

_MOST_EDITS = 2
"""Edits that the index itself can look for; for more all words of about the length are read."""

_MOST_EXPANSIONS = 1000

_MOST_REMEMBERED = 50_000
"""Answers that are remembered as long as nothing is committed, for one search asks for the same words again."""

_SPARE = 20
"""Words that are asked for beyond a limit, for some may be of a commit that is just being made."""

_WORD: dict[str, Any] = {"term": {"type": "word"}}
_COMMONEST = [{"passages": "desc"}, {"word": "asc"}]


class ClusterVocabulary:
    """Reads the words and stems of a library; see :class:`kurilsearch.store.protocol.VocabularyReader`."""

    def __init__(self, cluster: Cluster, index: str, state: Callable[[], State]) -> None:
        """Read from ``index``, as it is in what ``state`` returns."""
        self._cluster = cluster
        self._index = index
        self._state = state
        self._remembered: tuple[int, dict[str, int], dict[str, dict[str, int]]] = (-1, {}, {})

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the documents, the commonest first."""
        counts: Mapping[str, int] = self._state().values.get("languages", {})
        return tuple(sorted(counts, key=lambda language: (-counts[language], language)))

    def stem_frequencies(self, stems: Iterable[str]) -> dict[str, int]:
        """Return in about how many passages each stem stands: the sum over its words; 0 for stems of no word."""
        found = dict.fromkeys(stems, 0)
        state = self._state()
        query = {"bool": {"filter": [_WORD, any_of("stems_of_word", list(found))]}}
        for hit in self._cluster.hits(self._index, query, "word", values=VALUES) if found else ():
            fields = values_of(hit)
            for language, count in standing(state, fields).items():
                of = stem(fields["word"], language)
                if of in found:
                    found[of] += count
        return found

    def word_frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return in how many passages each folded word stands; words that stand nowhere are 0."""
        wanted = list(dict.fromkeys(words))
        state = self._state()
        known, _ = self._memory(state)
        if unknown := [word for word in wanted if word not in known]:
            known.update(dict.fromkeys(unknown, 0))
            for fields in read_words(self._cluster, self._index, unknown):
                known[fields["word"]] = sum(standing(state, fields).values())
        return {word: known[word] for word in wanted}

    def words_with_prefix(self, prefix: str, limit: int) -> list[str]:
        """Return the folded words that begin with ``prefix``, the commonest first."""
        return list(self._commonest({"prefix": {"word": {"value": prefix}}}, limit))

    def any_word_begins(self, letters: Collection[str]) -> bool:
        """Tell whether a folded word begins with one of these letters."""
        prefixes = [{"prefix": {"word": {"value": letter}}} for letter in letters]
        return any(self._stand([{"bool": {"should": prefixes}}] if prefixes else []))

    def words_like(self, pattern: str, limit: int) -> list[str]:
        """Return the folded words that match ``pattern`` (* any characters, ? one), the commonest first."""
        return list(self._commonest({"wildcard": {"word": {"value": pattern.replace("\\", "\\\\")}}}, limit))

    def words_near(self, word: str, edits: int, limit: int) -> list[NearWord]:
        """Return the folded words within ``edits`` of ``word``, the nearest and then the commonest first."""
        from rapidfuzz.distance import OSA

        indexed = edits <= _MOST_EDITS and edits < len(word)  # nothing of a shorter word need be left
        words = self._within(word, edits, limit) if indexed else self._about_as_long(word, edits)
        near = [
            NearWord(other, distance, passages)
            for other, passages in words
            if other.isascii() or not word.isascii()
            if (distance := OSA.distance(word, other, score_cutoff=edits)) <= edits
        ]
        return sorted(near, key=lambda other: (other.distance, -other.passages, other.word))[:limit]

    def letters_in_words(self, rows: Collection[str]) -> frozenset[str]:
        """Return those of these rows of three letters that stand in a word; a blank marks its beginning or end."""
        stand = self._stand([{"term": {"letters": row}} for row in rows])
        return frozenset(row for row, stands in zip(rows, stand, strict=True) if stands)

    def _stand(self, queries: Sequence[Mapping[str, Any]]) -> list[bool]:
        """Tell of each query whether a word that stands anywhere matches it."""
        if not queries:
            return []
        standing_now = {"range": {"passages": {"gt": 0}}}
        bodies = [
            {"query": {"bool": {"filter": [_WORD, query, standing_now]}}, "size": 0, "terminate_after": 1}
            for query in queries
        ]
        return [bool(answer["hits"]["total"]["value"]) for answer in self._cluster.search_many(self._index, bodies)]

    def common_words(self, at_least: int, limit: int) -> dict[str, int]:
        """Return the folded words that stand in ``at_least`` passages or more, the ``limit`` commonest of them."""
        found = self._commonest({"range": {"passages": {"gte": at_least}}}, limit)
        return {word: passages for word, passages in found.items() if passages >= at_least}

    def _commonest(self, query: Mapping[str, Any], limit: int) -> dict[str, int]:
        """Return the commonest words that match, and in how many passages each stands."""
        _, known = self._memory(self._state())
        asked = f"{limit} {query}"
        if asked not in known:
            (answer,) = self._cluster.search_many(self._index, [_body(query, limit + _SPARE)])
            found = dict(self._counted(answer))
            known[asked] = dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:limit])
        return known[asked]

    def _memory(self, state: State) -> tuple[dict[str, int], dict[str, dict[str, int]]]:
        """Return what is remembered of this state: how often words stand, and which were the commonest of some."""
        generation, words, lists = self._remembered
        if generation != state.generation or len(words) > _MOST_REMEMBERED or len(lists) > _MOST_REMEMBERED:
            words, lists = {}, {}
            self._remembered = (state.generation, words, lists)
        return words, lists

    def _within(self, word: str, edits: int, limit: int) -> Iterator[tuple[str, int]]:
        """Yield the words within ``edits``: of each distance so many that the nearest ``limit`` are among them."""
        bodies = [
            _body(_fuzzy(word, within), (within + 1) * limit + _SPARE) for within in range(edits + 1)
        ]  # those within one edit are among those within two, and may be the commonest of them
        found: dict[str, int] = {}
        for answer in self._cluster.search_many(self._index, bodies):
            found.update(self._counted(answer))
        yield from found.items()

    def _about_as_long(self, word: str, edits: int) -> Iterator[tuple[str, int]]:
        lengths = {"range": {"length": {"gte": max(len(word) - edits, 1), "lte": len(word) + edits}}}
        query = {"bool": {"filter": [_WORD, lengths]}}
        yield from self._counted({"hits": {"hits": self._cluster.hits(self._index, query, "word", values=VALUES)}})

    def _counted(self, answer: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
        """Yield the words of an answer that stand anywhere, and in how many passages."""
        state = self._state()
        for hit in answer["hits"]["hits"]:
            fields = values_of(hit)
            passages = sum(standing(state, fields).values())
            if passages and "word" in fields:  # one of thousands of letters is not indexed
                yield fields["word"], passages


def _body(query: Mapping[str, Any], size: int) -> dict[str, Any]:
    return {
        "query": {"bool": {"filter": [_WORD, query]}},
        "sort": _COMMONEST,
        "size": size,
        "_source": False,
        "docvalue_fields": list(VALUES),
        "track_total_hits": False,
    }


def _fuzzy(word: str, edits: int) -> dict[str, Any]:
    if not edits:
        return {"term": {"word": word}}
    return {
        "fuzzy": {
            "word": {
                "value": word,
                "fuzziness": edits,
                "max_expansions": _MOST_EXPANSIONS,
                "prefix_length": 0,
                "transpositions": True,
                "rewrite": "constant_score",
            }
        }
    }
