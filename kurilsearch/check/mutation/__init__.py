"""How far a check can be trusted with a library: true quotations of it are changed, as in mutation testing of programs.

``mutants`` makes the changes, ``run`` has them judged, ``report`` is what comes of it.
"""
