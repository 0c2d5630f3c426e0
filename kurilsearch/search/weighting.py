"""Term weights: how much a word of a query tells, and how much its frequency in a passage.

InL2 of Amati & van Rijsbergen, "Probabilistic models of information retrieval based on measuring the divergence from
randomness" (2002): inverse document frequency, Laplace's law of succession and their second normalisation of length.
"""

from __future__ import annotations

import math

C = 0.4
"""The smaller, the more a short passage gains by being short."""

RARITY = 1.2
"""The power of the inverse document frequency; above 1 it lets the rare words of a wordy question tell more."""


def rarity(df: int, passages: int) -> float:
    """Return what a term is worth that stands in ``df`` of so many passages."""
    return math.pow(math.log((passages + 1) / (df + 0.5)), RARITY)


def length_factor(length: int, average: float) -> float:
    """Return by what the frequencies in a passage of ``length`` terms are multiplied to be those of an average one."""
    return math.log2(1 + C * average / length)


def saturated(frequency: float) -> float:
    """Return the gain of a term with this normalised frequency: 0 to 1."""
    return frequency / (frequency + 1)
