"""Citations: a CSL item, a locator and a style become the text that a writer pastes.

:mod:`kurilsearch.cite.render` tells the story; pandoc does the work.
"""

from collections.abc import Mapping
from typing import Any

__all__ = ["Item"]

Item = Mapping[str, Any]
"""A work as a CSL item: a mapping as CSL JSON has it (``type``, ``author``, ``issued``); ``id`` is the cite key."""
