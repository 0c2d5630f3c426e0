"""The page in the browser: links and forms over the library, on the user's own machine, for the user alone."""
