"""Whether a statement says what was expected: every line classed, every difference explained to nothing."""
