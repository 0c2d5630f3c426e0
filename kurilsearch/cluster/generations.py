"""Whole generations: what is written to an index is seen all at once, or never.

A cluster has no transactions. So every record says ``since`` which generation it stands, nothing is changed in place,
and one small record, the state of the index, says which generation is committed, which attempts came to nothing, and
what was retired. Whoever reads takes the state first and asks for what it admits; writing the state commits. Records
of an attempt that was not committed, and retired ones, are taken out later by whoever writes next. Retired ones stay
for one commit more, and for a while, for those who read with a state before.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import uuid4

from kurilsearch.cluster.connection import ChangedMeanwhileError, Cluster
from kurilsearch.cluster.states import STATE, states_of
from kurilsearch.errors import EngineError, LibraryBusyError, StoreError, UnusableStoreError

STANDING_SECONDS = 30.0
"""How long at least what was retired can still be read: a search that has begun ends with what it began with."""

_TERMS = 60_000
"""Values that one query may name."""


class Retired(NamedTuple):
    """Records that were there before ``generation``: of these documents or of all, and of one ``type`` or of any.

    ``moment`` is when they were retired, by the clock of who did it, in seconds.
    """

    generation: int
    documents: tuple[int, ...] | None
    type: str | None = None
    moment: float = 0.0

    @property
    def is_still_read(self) -> bool:
        """Tell whether a search may read with a state of before; clocks that differ by more are not reckoned with."""
        return abs(time.time() - self.moment) < STANDING_SECONDS


@dataclass(frozen=True, slots=True)
class State:
    """What is committed. ``values`` are those of who uses the index.

    ``attempt`` is the last generation that anybody began, ``open`` the one that is being written, ``aborted`` those
    that came to nothing. ``former`` is the state before the last commit, for who reads with an engine that has not
    followed yet. ``mark`` is by what the cluster tells whether the record has changed.
    """

    identity: str = ""
    generation: int = 0
    attempt: int = 0
    open: int = 0
    aborted: tuple[int, ...] = ()
    retired: tuple[Retired, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    former: State | None = None
    mark: tuple[int, int] | None = None

    def admits(self, since: int) -> bool:
        """Tell whether a record is of a committed generation."""
        return 0 < since <= self.generation and since not in self.aborted

    def query(self, *filters: Mapping[str, Any]) -> dict[str, Any]:
        """Return the query for what is committed and not retired, of what ``filters`` match."""
        without: list[Mapping[str, Any]] = [retired_query(each) for each in self.retired]
        if self.aborted:
            without.append({"terms": {"since": self.aborted}})
        standing = {"range": {"since": {"gt": 0, "lte": self.generation}}}
        return {"bool": {"filter": [standing, *filters], "must_not": without}}


def retired_query(retired: Retired) -> dict[str, Any]:
    """Return the query for what was retired."""
    filters: list[dict[str, Any]] = [{"range": {"since": {"gt": 0, "lt": retired.generation}}}]
    if retired.documents is not None:
        filters.append(any_of("document", retired.documents))
    if retired.type:
        filters.append({"term": {"type": retired.type}})
    return {"bool": {"filter": filters}}


def any_of(field: str, values: Sequence[int | str]) -> dict[str, Any]:
    """Return the query for records that have one of ``values``, of which there may be any number."""
    chunks = [values[at : at + _TERMS] for at in range(0, len(values), _TERMS)]
    return {"bool": {"should": [{"terms": {field: list(chunk)}} for chunk in chunks or [()]]}}


class Index:
    """One index of a cluster whose records are read in whole generations."""

    def __init__(self, cluster: Cluster, name: str, mapping: Mapping[str, Any], version: int) -> None:
        """Take the name of the index, and how it is made when something is written; ``version`` is that of all this."""
        self.cluster = cluster
        self.name = name
        self._mapping = mapping
        self._version = version
        self._states = states_of(cluster.address)
        self._states.add(name)

    @property
    def writes(self) -> int:
        """How often this process has written the state: what it knew before is old then."""
        return self._states.writes(self.name)

    def read(self) -> State:
        """Return the state as it was a tenth of a second ago or later; an empty one where there is no index.

        Raises the error of the cluster where the index is of another version.
        """
        return self._state_in(self._states.read(self.cluster, self.name))

    def read_now(self) -> State:
        """Return the present state, for who is about to write it; as :meth:`read`."""
        return self._state_in(self.cluster.request("GET", f"/{self.name}/_doc/{STATE}", absent={"found": False}))

    def _state_in(self, answer: Mapping[str, Any]) -> State:
        if not answer.get("found"):
            return State()
        source = answer["_source"]["state"]
        if source["version"] != self._version:
            raise self._of_another_version(source["version"])
        return replace(_decoded(source), mark=(answer["_seq_no"], answer["_primary_term"]))

    def write(self, state: State) -> State:
        """Write a state in place of the one that it was made of. Raises ChangedMeanwhileError where that is gone."""
        source = {"version": self._version, **_encoded(state)}
        if state.mark is None:
            answer = self.cluster.request("PUT", f"/{self.name}/_create/{STATE}", {"state": source})
        else:
            number, term = state.mark
            answer = self.cluster.request(
                "PUT", f"/{self.name}/_doc/{STATE}", {"state": source}, if_seq_no=number, if_primary_term=term
            )
        self._states.note_write(self.name)
        return replace(state, mark=(answer["_seq_no"], answer["_primary_term"]))

    def make(self) -> State:
        """Make the index where there is none, and return its state."""
        state = self.read_now()
        if state.mark is not None:
            return state
        self.cluster.check_version()
        if self.cluster.request("HEAD", f"/{self.name}", absent=False) is False:
            try:
                self.cluster.request("PUT", f"/{self.name}", self._mapping)
            except (StoreError, EngineError) as error:
                if "already exists" not in error.message:  # another process was faster
                    raise
        try:
            return self.write(State(identity=uuid4().hex[:8]))
        except ChangedMeanwhileError:
            return self.read_now()

    def begin(self) -> State:
        """Begin a generation, and return the state with it; what another one has left open comes to nothing.

        What it left is taken out, and so is what was retired before the last commit.
        """
        while True:
            former = self.make()
            aborted = (*former.aborted, former.open) if former.open else former.aborted
            attempt = former.attempt + 1
            try:
                begun = self.write(replace(former, attempt=attempt, open=attempt, aborted=aborted))
            except ChangedMeanwhileError:
                continue
            kept = tuple(each for each in former.retired if each.generation >= former.generation or each.is_still_read)
            gone = [retired_query(each) for each in former.retired if each not in kept]
            if former.open:
                gone.append({"term": {"since": former.open}})
            self._take_out(gone)
            return replace(begun, retired=kept)

    def commit(self, begun: State, values: Mapping[str, Any], retired: Sequence[Retired]) -> State:
        """Commit what was written in the generation that :meth:`begin` has begun, and return the state.

        Raises LibraryBusyError where another process has begun one since.
        """
        self.cluster.refresh(self.name)
        while True:
            present = self.read_now()
            if present.generation == begun.open:  # the answer to an earlier try was lost
                return present
            if present.open != begun.open:
                raise LibraryBusyError(
                    f"Another process has begun to write to {self.name}", "Run `kurilsearch index` when it has ended"
                )
            after = replace(
                present,
                generation=begun.open,
                open=0,
                retired=(*begun.retired, *(each._replace(moment=time.time()) for each in retired)),
                values={**present.values, **values},
                former=replace(present, former=None),
            )
            try:
                return self.write(after)
            except ChangedMeanwhileError:
                continue

    def give_up(self, begun: State) -> State:
        """Leave the generation that :meth:`begin` has begun: nothing was written. Return the state."""
        while True:
            present = self.read_now()
            if present.open != begun.open:
                return present
            try:
                return self.write(replace(present, open=0))
            except ChangedMeanwhileError:
                continue

    def _take_out(self, gone: Sequence[Mapping[str, Any]]) -> None:
        """Delete the records that match any of these queries, but for words, which know what they were before."""
        if not gone:
            return
        self.cluster.refresh(self.name)
        query = {"bool": {"should": gone, "minimum_should_match": 1, "must_not": [{"term": {"type": "word"}}]}}
        parameters = {"conflicts": "proceed", "refresh": "true"}
        self.cluster.request("POST", f"/{self.name}/_delete_by_query", {"query": query}, **parameters)

    def set_values(self, values: Mapping[str, Any]) -> State:
        """Change values of the state, which no generation is needed for."""
        while True:
            state = self.make()
            try:
                return self.write(replace(state, values={**state.values, **values}))
            except ChangedMeanwhileError:
                continue

    def discard(self) -> None:
        """Delete the index with all that it holds."""
        self.cluster.request("DELETE", f"/{self.name}", ignore_unavailable="true")
        self._states.note_write(self.name)

    def bytes_used(self) -> int:
        """Return how many bytes the index takes, its copies not counted."""
        answer = self.cluster.request("GET", f"/{self.name}/_stats/store", absent=None)
        return int(answer["_all"]["primaries"]["store"]["size_in_bytes"]) if answer else 0

    def _of_another_version(self, version: int) -> StoreError | EngineError:
        where = f"The index {self.name} at {self.cluster.address.shown}"
        if version > self._version:
            return self.cluster.error(f"{where} was written by a later version of kurilsearch", "Update kurilsearch")
        kind = UnusableStoreError if self.cluster.error is StoreError else self.cluster.error
        return kind(f"{where} was written by an earlier version of kurilsearch", "`kurilsearch rebuild` makes it anew")


def _encoded(state: State) -> dict[str, Any]:
    """Return a state as its record has it."""
    return {
        "identity": state.identity,
        "generation": state.generation,
        "attempt": state.attempt,
        "open": state.open,
        "aborted": state.aborted,
        "retired": state.retired,
        "values": state.values,
        "former": state.former and _encoded(state.former),
    }


def _decoded(source: Mapping[str, Any]) -> State:
    """Return a state from its record."""
    return State(
        identity=source["identity"],
        generation=source["generation"],
        attempt=source["attempt"],
        open=source["open"],
        aborted=tuple(source["aborted"]),
        retired=tuple(_retired(*each) for each in source["retired"]),
        values=source["values"],
        former=_decoded(source["former"]) if source["former"] else None,
    )


def _retired(generation: int, documents: Sequence[int] | None, kind: str | None, moment: float) -> Retired:
    return Retired(generation, None if documents is None else tuple(documents), kind, moment)
