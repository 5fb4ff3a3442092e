"""Wires the understanding of messages for a city."""

from functools import cache

from api.assignment.area import NATIONAL
from api.intake.understanding import Reader
from knowledge.cities.city import City
from knowledge.cities.load import load_city
from nlp import pipeline


@cache
def read_messages(city: City) -> Reader:
    """A reader over the shipped lexicon and answers, built once a process."""
    load_city(NATIONAL)  # asked for what lies outside the city; better now than in a message
    return Reader(city, pipeline.load(city.name))
