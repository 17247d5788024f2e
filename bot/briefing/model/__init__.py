"""A brief by a language model that the operator chose."""
