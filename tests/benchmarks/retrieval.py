"""``python -m tests.benchmarks.retrieval FOLDER…``: how well kurilsearch ranks, beside plain engines and BM25.

A folder holds a test collection: ``corpus.jsonl`` (``_id``, ``title``, ``text``), ``queries.jsonl`` (``_id``, ``text``)
and ``qrels.tsv`` (query, 0, document, grade). Each document becomes a small Markdown source with its title in the
front matter, in a library of its own; all passages that hold any of a query's words are ranked, and a document stands
where its first passage does. Every system sees title and text, and the same words of the query.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.tables import Table, write_table

Ranking = Callable[[str], Sequence[str]]
"""Returns the ids of the documents for a query, best first."""

DEPTH = 10
KNOWN_ITEMS = 200
_STOP_WORDS = """a an and are as at be but by for if in into is it no not of on or such that the their then there these
    they this to was will with"""
LUCENE_STOP_WORDS = frozenset(_STOP_WORDS.split())
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Collection:
    """Documents as (id, title, text), queries by id, and for each query the documents that are relevant, graded."""

    name: str
    documents: tuple[tuple[str, str, str], ...]
    queries: dict[str, str]
    relevant: dict[str, dict[str, int]]


def read_collection(folder: Path) -> Collection:
    """Read a collection. A grade of -1, which Cranfield has for the best of all, counts as relevant."""
    documents = [json.loads(line) for line in _lines(folder / "corpus.jsonl")]
    queries = [json.loads(line) for line in _lines(folder / "queries.jsonl")]
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in _lines(folder / "qrels.tsv"):
        query, *_, document, grade = line.split()
        if grade.lstrip("-").isdigit() and int(grade):
            relevant[query][document] = abs(int(grade))
    return Collection(
        name=folder.name,
        documents=tuple((str(each["_id"]), each.get("title") or "", each.get("text") or "") for each in documents),
        queries={str(each["_id"]): each["text"] for each in queries if str(each["_id"]) in relevant},
        relevant=dict(relevant),
    )


def as_known_items(collection: Collection) -> Collection:
    """Return the collection as known items: each query is a document's title, looked for in the text that it heads."""
    documents = tuple((document, "", text.removeprefix(title)) for document, title, text in collection.documents)
    titles = {
        document: title
        for document, title, text in collection.documents
        if len(title.split()) > 3 and len(text) > len(title) + 200
    }
    chosen = sorted(titles)[:: max(len(titles) // KNOWN_ITEMS, 1)]
    return Collection(
        name=f"{collection.name} (titles)",
        documents=documents,
        queries={document: titles[document] for document in chosen},
        relevant={document: {document: 1} for document in chosen},
    )


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8") as lines:
        yield from (line for line in lines if line.strip())


# The measures


def ndcg(ranking: Sequence[str], relevant: dict[str, int], depth: int = DEPTH) -> float:
    """Return the normalised discounted cumulative gain (Järvelin & Kekäläinen 2002), gain linear in the grade."""
    gained = sum(relevant.get(document, 0) / math.log2(rank + 1) for rank, document in enumerate(ranking[:depth], 1))
    best = sorted(relevant.values(), reverse=True)[:depth]
    return gained / sum(grade / math.log2(rank + 1) for rank, grade in enumerate(best, 1))


def average_precision(ranking: Sequence[str], relevant: dict[str, int]) -> float:
    """Return the mean of the precisions at the ranks of all relevant documents; one not ranked counts 0."""
    found, total = 0, 0.0
    for rank, document in enumerate(ranking, 1):
        if document in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


def precision(ranking: Sequence[str], relevant: dict[str, int], depth: int = DEPTH) -> float:
    """Return the share of the first ``depth`` documents that are relevant."""
    return sum(document in relevant for document in ranking[:depth]) / depth


def evaluate(collection: Collection, rank: Ranking) -> dict[str, float]:
    """Return the mean of each measure over the judged queries."""
    sums = dict.fromkeys(("nDCG@10", "MAP", "P@10"), 0.0)
    for query, text in collection.queries.items():
        ranking, relevant = rank(" ".join(_WORD.findall(text))), collection.relevant[query]
        sums["nDCG@10"] += ndcg(ranking, relevant)
        sums["MAP"] += average_precision(ranking, relevant)
        sums["P@10"] += precision(ranking, relevant)
    return {name: total / len(collection.queries) for name, total in sums.items()}


# The systems


@contextmanager
def kurilsearch(collection: Collection, folder: Path, engine: str) -> Iterator[Ranking]:
    """Rank by kurilsearch, through a library made in ``folder``."""
    from kurilsearch import open_library
    from kurilsearch.search.find import find_passages

    sources = folder / "sources"
    sources.mkdir(parents=True)
    (folder / "kurilsearch.toml").write_text('sources = ["sources"]\nindex = "index"\n', encoding="utf-8")
    names: dict[str, str] = {}
    for number, (document, title, text) in enumerate(collection.documents):
        file = sources / f"{number:07}.md"
        # JSON strings are YAML strings
        file.write_text(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n{text}\n", encoding="utf-8")
        names[f"sources/{file.name}"] = document
    with open_library(folder, engine=engine) as library:
        library.index()
        passages = library.status().passages

        def rank(query: str) -> Sequence[str]:
            # what Library.search ranks, without a quotation made of each of a thousand passages
            found = find_passages(library.parts.store, library.parts.engine, query, passages, match="any")
            files = (found.lexicon.document(passage.candidate.document).file for passage in found.ranked)
            return [names[file] for file in dict.fromkeys(files)]

        yield rank


@contextmanager
def bm25(collection: Collection, k1: float, b: float) -> Iterator[Ranking]:
    """Rank by BM25 as Lucene has it, over Porter stems without Lucene's 33 stop words."""
    from Stemmer import Stemmer

    stemmer = Stemmer("porter")

    def terms(text: str) -> list[str]:
        stems: list[str] = stemmer.stemWords(
            [word for word in _WORD.findall(text.lower()) if word not in LUCENE_STOP_WORDS]
        )
        return stems

    documents = [Counter(terms(f"{title} {text}")) for _, title, text in collection.documents]
    lengths = [sum(counts.values()) for counts in documents]
    average = sum(lengths) / len(lengths)
    postings: dict[str, list[int]] = defaultdict(list)
    for number, counts in enumerate(documents):
        for term in counts:
            postings[term].append(number)

    def rank(query: str) -> Sequence[str]:
        scores: dict[int, float] = defaultdict(float)
        for term, often in Counter(terms(query)).items():
            df = len(postings.get(term, ()))
            idf = math.log(1 + (len(documents) - df + 0.5) / (df + 0.5))
            for number in postings.get(term, ()):
                tf = documents[number][term]
                scores[number] += often * idf * tf / (tf + k1 * (1 - b + b * lengths[number] / average))
        return [collection.documents[number][0] for number in sorted(scores, key=lambda each: (-scores[each], each))]

    yield rank


@contextmanager
def plain_tantivy(collection: Collection) -> Iterator[Ranking]:
    """Rank by tantivy with everything at its default: any of the words, title and text in one field."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw")
    builder.add_text_field("text")
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for document, title, text in collection.documents:
        writer.add_document(tantivy.Document(id=document, text=f"{title} {text}"))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def rank(query: str) -> Sequence[str]:
        try:
            parsed = index.parse_query(query.lower(), ["text"])
        except ValueError:  # no word of it is one for tantivy's tokenizer, which drops long runs of kana and kanji
            return []
        found = searcher.search(parsed, limit=len(collection.documents))
        return [searcher.doc(address)["id"][0] for _, address in found.hits]

    yield rank


@contextmanager
def plain_whoosh(collection: Collection) -> Iterator[Ranking]:
    """Rank by Whoosh with everything at its default: any of the words, title and text in one field."""
    from whoosh.fields import ID, TEXT, Schema
    from whoosh.filedb.filestore import RamStorage
    from whoosh.qparser.default import QueryParser
    from whoosh.qparser.syntax import OrGroup

    index = RamStorage().create_index(Schema(id=ID(stored=True), text=TEXT))  # type: ignore[no-untyped-call]
    writer = index.writer()
    for document, title, text in collection.documents:
        writer.add_document(id=document, text=f"{title} {text}")
    writer.commit()
    parser = QueryParser("text", index.schema, group=OrGroup)
    with index.searcher() as searcher:

        def rank(query: str) -> Sequence[str]:
            return [hit["id"] for hit in searcher.search(parser.parse(query.lower()), limit=None)]

        yield rank


def measure(collection: Collection, engine: str, work: Path) -> dict[str, dict[str, float]]:
    """Return the measures of every system on a collection."""
    systems = {
        "kurilsearch": kurilsearch(collection, work / collection.name, engine),
        "plain tantivy": plain_tantivy(collection),
        "plain whoosh": plain_whoosh(collection),
        "BM25 Porter .9 .4": bm25(collection, 0.9, 0.4),
        "BM25 Porter 1.2 .75": bm25(collection, 1.2, 0.75),
    }
    measured = {}
    for name, system in systems.items():
        with system as rank:
            measured[name] = evaluate(collection, rank)
    return measured


def table(name: str, measured: dict[str, dict[str, float]]) -> Iterator[str]:
    """Yield the lines of a table, a system a line."""
    measures = list(next(iter(measured.values())))
    yield f"{name:<22}" + "".join(f"{measure:>10}" for measure in measures)
    for system, values in measured.items():
        yield f"{system:<22}" + "".join(f"{values[measure]:>10.4f}" for measure in measures)


def side_by_side(measured: dict[str, dict[str, dict[str, float]]]) -> Table:
    """Return the table of README.md: a system a line, with nDCG@10 and MAP on each collection."""
    columns = ["", *(f"{name} {value}" for name in measured for value in ("nDCG@10", "MAP"))]
    systems = next(iter(measured.values()))
    rows = [
        [system, *(f"{of[system][value]:.3f}" for of in measured.values() for value in ("nDCG@10", "MAP"))]
        for system in systems
    ]
    return Table("ranking", columns, rows)


def main() -> None:
    """Measure each collection and print a table, or JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.retrieval", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--engine", default="tantivy", help="the engine under kurilsearch")
    parser.add_argument("--known-items", action="store_true", help="ask for each document by its title instead")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="go on with what this file has, and add to it")
    parser.add_argument("--write", action="store_true", help="write the table of README.md")
    asked = parser.parse_args()
    kept = json.loads(asked.keep.read_text(encoding="utf-8")) if asked.keep and asked.keep.exists() else {}
    measured = {}
    with tempfile.TemporaryDirectory(prefix="kurilsearch-retrieval-") as work:
        for number, folder in enumerate(asked.folders):
            collection = read_collection(folder)
            if asked.known_items:
                collection = as_known_items(collection)
            measured[collection.name] = kept.get(collection.name) or measure(
                collection, asked.engine, Path(work) / str(number)
            )
            if asked.keep:
                kept[collection.name] = measured[collection.name]
                asked.keep.write_text(json.dumps(kept, indent=1), encoding="utf-8")
            if not asked.json:
                print("\n".join(table(collection.name, measured[collection.name])), end="\n\n", flush=True)
    if asked.json:
        print(json.dumps(measured, indent=1))
    if asked.write:
        write_table(side_by_side(measured))


if __name__ == "__main__":
    main()
