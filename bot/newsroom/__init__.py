"""The newsroom: where the stages meet, read → group → brief → deliver.

`upkeep` keeps the stored news up to date (`refresh`, `fetching`, `grouping`); `desk` answers people
(`search`, `answers`, `drafts`, `rewriting`); `digests` composes what a channel gets (`snapshot`).
`readers` knows what each of them was told; `sites` and `status` are for the operator.
"""
