"""What in a citation is a guess, told to a person."""

from __future__ import annotations

from collections.abc import Sequence

from kurilsearch.cli.terminal import shell_word


def about_guesses(file: str, names: Sequence[str]) -> tuple[str, str]:
    """Return which fields of a source are guesses, by their names, and how they are taken over."""
    are, them = ("is a guess", "it") if len(names) == 1 else ("are guesses", "them")
    fix = f"`kurilsearch sources accept {shell_word(file)}` takes {them} over"
    return f"{', '.join(names)} {are} from the first page", fix
