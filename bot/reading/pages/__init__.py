"""Pages and flat texts become articles."""
