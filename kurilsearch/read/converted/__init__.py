"""Files of old or closed formats: read by way of a program where one is installed, else named with what to do."""
