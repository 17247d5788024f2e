"""The newsroom: the only rooms where the stages meet, read → group → brief → deliver.

`page` reads what is handed in, `link` what is found at an address, `refresh` what the feeds bring;
`briefing` makes briefs of what was read.
"""
