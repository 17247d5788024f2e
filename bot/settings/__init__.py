"""What the operator can choose: the settings, how they are read and how they are documented."""
