"""A fictitious company whose truth is known, as the raw exports that it would download.

People see, react, follow, visit and buy; platforms count what happened, each in its own way. Facts
are in TOML files, chance comes from a seed: the same seed gives the same bytes on every machine.

``facts`` says which company, ``world`` what happens to it, ``exports`` writes that as files;
``emscherrad`` finds the sample's, and needs none of these where they are there.
"""
