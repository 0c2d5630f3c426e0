"""The line that begins each message of a mailbox."""

from __future__ import annotations

import re

POSTMARK = re.compile(rb"^From [^\n]{1,200}\d{4}[^\n]{0,40}\r?\n", re.MULTILINE)
"""The line before each message of a mailbox."""
