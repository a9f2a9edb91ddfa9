"""What campaigns cost, what they brought, and what a plan may bring.

From below: ``costs`` (full cost), ``campaigns`` (what platform, shop and books know of one),
``rungs`` and ``levers``, ``ladder`` (from ROAS to ROI); ``past``, ``scenarios`` and ``outcomes``
(planning); ``curves`` and ``budget`` (splitting a budget, where the data carry it).
"""
