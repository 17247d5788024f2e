"""What every chat platform shares; no platform's package is imported here."""
