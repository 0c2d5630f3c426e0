"""Reading subtitles: cues with their times and speakers."""
