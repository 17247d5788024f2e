"""From articles of one story to a brief that can be checked sentence by sentence, and to digests.

`extract` takes sentences from an article; `story` joins what several articles say, marked as new or
known by `novelty` and beside each other's figures by `differences`; `digest` picks the stories of a
channel. `check` says whether a sentence is borne out by what it cites, which `model` needs.
"""
