"""What several witnesses say of one work, weighed: agreement makes a reading surer, contradiction leaves two in doubt.

``guess`` is the door: the first page, its citation of its own work, running heads and the file's own properties say
what a work may be; ``lists`` adds what other sources' reference lists say. ``citation`` tells what a citation says of a
work, ``weigh`` puts all together, by what ``agreement`` takes for the same.
"""
