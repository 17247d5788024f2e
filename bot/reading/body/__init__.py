"""Pure. Which of a page's blocks of text are its article's body."""
