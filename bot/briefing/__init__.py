"""From an article to a brief that can be checked sentence by sentence."""
