"""Pure. Who says what in an English article."""
