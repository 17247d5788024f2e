"""Whether a sentence is borne out by its source; one file a kind of fault."""
