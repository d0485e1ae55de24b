"""The parts of the page, a module each: a function of what was found and a voice, that gives HTML."""
