"""What each line of a text is, by its wording, form and order; a flat text becomes an article."""
