"""Asking a cluster: requests, searches and bulk writes, and its errors in words that a user can act on."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import OpenSearchException, SSLError, TransportError
from urllib3 import Timeout

from kurilsearch.cluster.address import PASSWORD_VARIABLE, USER_VARIABLE, Address, credentials
from kurilsearch.errors import EngineError, StoreError

logging.getLogger("opensearch").addHandler(logging.NullHandler())  # else each try that fails prints a traceback

SECONDS = 60
"""How long an answer is waited for."""

CONNECTING_SECONDS = 5
"""How long a node may take to be reached at all, before the next one is tried."""

_PAUSES = (0.1, 0.3, 1.0, 3.0, 9.0, 20.0, 30.0)
"""Seconds between tries of what the cluster has refused because it has too much to do."""
_NOT_READY = 503
"""The status of an answer of a cluster that has only begun to read an index, or that lacks nodes to do so."""
_TRIES_NOT_READY = 5
"""Tries then, in some four seconds: one that begins is ready soon, and of one that is broken its user is told."""

_BULK_BYTES = 4_000_000
_BULK_RECORDS = 5_000
"""What is sent at once; a cluster refuses requests of more than 100 MB."""

MAJOR_VERSIONS = (2, 3)


class Record(NamedTuple):
    """What is written under an id, in place of what was there; ``fields`` None takes it out."""

    id: str
    fields: Mapping[str, Any] | None


class Search(NamedTuple):
    """A search for the order of records: which copies of the shards are asked, and how their scores are made equal."""

    body: Mapping[str, Any]
    preference: str
    kind: str


class ChangedMeanwhileError(Exception):
    """A record was to be written only if it had not changed, and it has."""


class Cluster:
    """One cluster as one part of this program asks it; ``error`` is the class of what goes wrong there.

    Nothing is sent before the first request. Any number of threads may ask at once.
    """

    def __init__(self, address: Address, error: type[StoreError | EngineError]) -> None:
        """Take the address; nothing is asked yet."""
        self.address = address
        self.error = error
        self._client: OpenSearch | None = None

    def request(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | Iterable[Mapping[str, Any]] | None = None,
        *,
        absent: Any = None,
        **parameters: str | int,
    ) -> Any:
        """Return the answer to one request; ``absent`` where the cluster has no such index or record.

        A ``body`` of several objects is sent a line each. What the cluster refuses because it is busy, or has only just
        begun to read an index, is asked again with growing pauses. Raises ChangedMeanwhileError, and the ``error`` of
        this cluster.
        """
        lines = body is None or isinstance(body, Mapping)
        data = None if body is None else encode([body] if isinstance(body, Mapping) else body)
        headers = {"content-type": "application/json" if lines else "application/x-ndjson"}
        for tries, pause in enumerate((*_PAUSES, None), 1):
            try:
                return self._transport().perform_request(method, path, parameters, data, headers=headers)
            except TransportError as error:
                if error.status_code == 404:
                    return absent
                if error.status_code == 409:
                    raise ChangedMeanwhileError from error
                if not _is_for_now(error.status_code, tries):
                    raise self._told(error) from error
            except OpenSearchException as error:
                raise self._told(error) from error
            time.sleep(pause or 0)
        raise AssertionError

    def search(self, index: str, body: Mapping[str, Any], **parameters: str | int) -> Any:
        """Return the answer of a search over all shards of ``index``; one without hits where there is no index.

        An answer of some shards alone is no answer.
        """
        nothing = {"hits": {"total": {"value": 0}, "hits": []}, "aggregations": {}}
        return self.request(
            "POST", f"/{index}/_search", body, absent=nothing, allow_partial_search_results="false", **parameters
        )

    def ask(self, index: str, searches: Sequence[Search]) -> list[Any]:
        """Return what several searches found, sent at once and in order: totals and what each hit is sorted by."""
        if len(searches) == 1:
            ((body, preference, kind),) = searches
            one = self.search(
                index, body, preference=preference, search_type=kind, filter_path="hits.total.value,hits.hits.sort"
            )
            return [one]
        lines = [
            line
            for body, preference, kind in searches
            for line in (_header(index, preference=preference, search_type=kind), body)
        ]
        wanted = "responses.hits.total.value,responses.hits.hits.sort,responses.error,responses.status"
        return self._many(lines, filter_path=wanted)

    def search_many(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[Any]:
        """Return the answers of several searches that are sent at once, in order."""
        return self._many([line for body in bodies for line in (_header(index), body)])

    def _many(self, lines: Sequence[Mapping[str, Any]], **parameters: str) -> list[Any]:
        """Return the answers to a request of several searches; it is sent again where one was refused for now."""
        for tries, pause in enumerate((*_PAUSES, None), 1):
            answers = self.request("POST", "/_msearch", lines, **parameters)["responses"]
            failed = [each for each in answers if "error" in each and each["status"] != 404]
            if not failed:
                break
            if not all(_is_for_now(each["status"], tries) for each in failed):
                reason = _reason(failed[0]["error"])
                raise self.error(f"The cluster at {self.address.shown} cannot answer ({reason})", "Try again")
            time.sleep(pause or 0)
        nothing = {"hits": {"total": {"value": 0}, "hits": []}}
        return [nothing if "error" in each else each for each in answers]

    def hits(
        self,
        index: str,
        query: Mapping[str, Any],
        by: str,
        fields: Sequence[str] | None = None,
        values: Sequence[str] | None = None,
    ) -> Iterator[Any]:
        """Yield all records that match, in the order of the field ``by``, which no two of them share.

        They have ``fields`` of what was written, or all, or ``values`` of indexed fields alone, which is quicker.
        """
        body: dict[str, Any] = {"query": query, "sort": [{by: "asc"}], "size": 5_000, "track_total_hits": False}
        if fields is not None:
            body["_source"] = list(fields)
        if values is not None:
            body |= {"docvalue_fields": list(values), "_source": False}
        while found := self.search(index, body)["hits"]["hits"]:
            yield from found
            if len(found) < body["size"]:
                return
            body["search_after"] = found[-1]["sort"]

    def bulk(self, index: str, records: Iterable[Record]) -> int:
        """Write records, and return how many; each one's own answer is read.

        Those that the cluster refuses because it is busy, and no others, are sent again with growing pauses. Raises the
        ``error`` of this cluster where one cannot be written; the others may have been.
        """
        written = 0
        for chunk in _chunks(records):
            written += len(chunk)
            for pause in (*_PAUSES, None):
                chunk = self._send(index, chunk)
                if not chunk:
                    break
                if pause is None:
                    raise self.error(
                        f"The cluster at {self.address.shown} has too much to do: {len(chunk):,} records were refused",
                        "Try again later; what was committed is kept",
                    )
                time.sleep(pause)
        return written

    def refresh(self, index: str) -> None:
        """Let searches see what was written."""
        answer = self.request("POST", f"/{index}/_refresh", absent={"_shards": {"failed": 0}})
        if answer["_shards"]["failed"]:
            raise self.error(f"A part of the cluster at {self.address.shown} does not answer", "Try again")

    def close(self) -> None:
        """Release the connections."""
        if self._client is not None:
            self._client.close()
        self._client = None

    def check_version(self) -> None:
        """Raise the ``error`` of this cluster where it is none of OpenSearch, or of another version than is known."""
        version = self.request("GET", "/")["version"]
        number = str(version.get("number", ""))
        if version.get("distribution") != "opensearch" or not number.startswith(tuple(f"{n}." for n in MAJOR_VERSIONS)):
            said = f"{version.get('distribution', 'no OpenSearch')} {number}".strip()
            raise self.error(f"{self.address.shown} is {said}", "kurilsearch needs OpenSearch 2 or 3 there")

    def _send(self, index: str, chunk: Sequence[tuple[Mapping[str, Any], Record]]) -> list[Any]:
        """Send one bulk request; return what of it is to be sent again."""
        lines = [line for action, record in chunk for line in (action, record.fields) if line is not None]
        answer = self.request("POST", f"/{index}/_bulk", lines)
        if not answer["errors"]:
            return []
        again = []
        for each, item in zip(chunk, answer["items"], strict=True):
            (result,) = item.values()
            if result["status"] == 429:
                again.append(each)
            elif result["status"] >= 300 and result["status"] != 404:
                raise self._told_of_record(result)
        return again

    def _told_of_record(self, result: Mapping[str, Any]) -> StoreError | EngineError:
        reason = _reason(result.get("error", {}))
        if "block" in reason:
            return self._full()
        return self.error(f"The cluster at {self.address.shown} did not take the record {result['_id']} ({reason})")

    def _transport(self) -> Any:
        if self._client is None:
            address = self.address
            self._client = OpenSearch(
                list(address.nodes),
                http_auth=credentials(address.nodes[0]),
                verify_certs=True,
                ca_certs=address.authority,
                timeout=Timeout(connect=CONNECTING_SECONDS, read=SECONDS),
                max_retries=max(3, len(address.nodes)),
                retry_on_status=(502, 503, 504),
                retry_on_timeout=True,
                pool_maxsize=16,
            )
        return self._client.transport

    def _told(self, error: OpenSearchException) -> StoreError | EngineError:
        """Return what a user is told of ``error``."""
        where = f"the cluster at {self.address.shown}"
        if isinstance(error, SSLError):
            return self.error(
                f"{where} does not prove who it is ({error.info})", 'Name its certificates: ca = "FILE" beside url'
            )
        if isinstance(error, Unreachable):
            return self.error(
                f"{where} cannot be reached ({type(error.info).__name__})",
                "See that it runs and that `url` is right; what was indexed is kept",
            )
        if isinstance(error, TransportError):
            if error.status_code in (401, 403) and "block" not in str(error):
                hint = f"Set {USER_VARIABLE} and {PASSWORD_VARIABLE}, or name them in a netrc file"
                return self.error(f"{where} does not admit this user", hint)
            if "block" in str(error) or error.status_code == 507:
                return self._full()
            if error.status_code == _NOT_READY:
                return self.error(
                    f"{where} is not ready", "See that enough of its nodes run; what was indexed is kept there"
                )
            reason = _reason(error.info.get("error", {})) if isinstance(error.info, Mapping) else str(error.info)
            return self.error(f"{where} cannot do what was asked (status {error.status_code}: {reason})", "Try again")
        return self.error(f"{where} gave an answer that cannot be read ({error})", "See that `url` names OpenSearch")

    def _full(self) -> StoreError | EngineError:
        return self.error(
            f"The disk of the cluster at {self.address.shown} is full, or it takes no writes",
            "Make room there and run `kurilsearch index` again; what was committed is kept",
        )


def _is_for_now(status: int | str, tries: int) -> bool:
    """Tell whether what was answered with ``status`` after so many tries is worth another one."""
    most = {429: len(_PAUSES), _NOT_READY: _TRIES_NOT_READY - 1}
    return tries <= most.get(int(status), 0) if str(status).isdecimal() else False


def _header(index: str, **parameters: str) -> dict[str, Any]:
    """Return the line before a search that is sent together with others."""
    return {"index": index, "allow_partial_search_results": False, **parameters}


def encode(lines: Iterable[Mapping[str, Any]]) -> bytes:
    """Return objects as JSON, a line each, in UTF-8; halves of characters, which it has not, as escapes."""
    texts = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in lines]
    try:
        return ("\n".join(texts) + "\n").encode()
    except UnicodeEncodeError:
        return ("\n".join(json.dumps(json.loads(text), separators=(",", ":")) for text in texts) + "\n").encode()


def _chunks(records: Iterable[Record]) -> Iterator[list[tuple[Mapping[str, Any], Record]]]:
    """Yield records with what is to be done with each, so many at a time as are sent at once."""
    chunk: list[tuple[Mapping[str, Any], Record]] = []
    size = 0
    for record in records:
        chunk.append(({"delete" if record.fields is None else "index": {"_id": record.id}}, record))
        size += _size(record.fields)
        if size > _BULK_BYTES or len(chunk) >= _BULK_RECORDS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _size(fields: Mapping[str, Any] | None) -> int:
    """Return about how many bytes a record takes."""
    return 100 + sum(2 * len(value) if isinstance(value, str) else 8 for value in (fields or {}).values())


def _reason(error: Any) -> str:
    """Return the reason in an error of the cluster, the innermost one."""
    while isinstance(error, Mapping):
        inner = error.get("caused_by") or next(iter(error.get("root_cause") or ()), None)
        if not isinstance(inner, Mapping) or inner.get("reason") == error.get("reason"):
            return str(error.get("reason") or error.get("type") or error)
        error = inner
    return str(error)
