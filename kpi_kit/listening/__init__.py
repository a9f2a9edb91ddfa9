"""Listening and community: who is talked about, how, and how well we answer.

SciPy and statsmodels do the statistics; they are loaded only when they are asked for.
"""

from kpi_kit.listening.crises import Crisis, CrisisWatch, crises
from kpi_kit.listening.response import OpeningHours, Response, response
from kpi_kit.listening.sentiment import Agreement, Sentiment, agreement, sentiment
from kpi_kit.listening.voice import ShareOfVoice, share_of_voice

__all__ = [
    "Agreement",
    "Crisis",
    "CrisisWatch",
    "OpeningHours",
    "Response",
    "Sentiment",
    "ShareOfVoice",
    "agreement",
    "crises",
    "response",
    "sentiment",
    "share_of_voice",
]
