"""Which commands there are, and where."""

from __future__ import annotations

COMMANDS = {
    "search": "kurilsearch.cli.finding",
    "quote": "kurilsearch.cli.quoting",
    "check": "kurilsearch.cli.checking",
    "mutate": "kurilsearch.cli.checking",
    "cite": "kurilsearch.cli.citing",
    "sources": "kurilsearch.cli.sources",
    "show": "kurilsearch.cli.reading",
    "open": "kurilsearch.cli.opening",
    "documents": "kurilsearch.cli.reading",
    "references": "kurilsearch.cli.referring",
    "cited": "kurilsearch.cli.referring",
    "web": "kurilsearch.cli.serving",
    "init": "kurilsearch.cli.keeping",
    "index": "kurilsearch.cli.keeping",
    "status": "kurilsearch.cli.keeping",
    "rebuild": "kurilsearch.cli.keeping",
    "mcp": "kurilsearch.cli.assisting",
    "help": "kurilsearch.cli.helping",
}
"""Each command with the module that holds a function of that name; a module is imported when it is needed."""

DEFAULT = "search"
"""The command that is run where none is named."""

FUNCTIONS = {"open": "open_source"}
"""Commands whose function is called otherwise, because Python has the name."""

SYNONYMS = {"list": ["documents"], "ls": ["documents"], "docs": ["help"], "version": ["--version"]}
"""What a single word means that other programs have as a command, and what to run for it."""
