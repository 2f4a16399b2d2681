"""Currencies, countries and zones by their names, where lists would show codes."""

from __future__ import annotations

from shopdesk.runtime.i18n import _


def currency(code: str) -> str:
    """Name a currency with its code: ``Peso mexicano (MXN)``; an unknown one is its code."""
    name = {
        "MXN": _("Mexican peso"),
        "EUR": _("Euro"),
        "USD": _("US dollar"),
        "ARS": _("Argentine peso"),
        "CLP": _("Chilean peso"),
        "COP": _("Colombian peso"),
        "PEN": _("Peruvian sol"),
        "BRL": _("Brazilian real"),
    }.get(code, "")
    return f"{name} ({code})" if name else code


def country(code: str) -> str:
    """Name a country: ``México``; an unknown one is its code."""
    return {
        "MX": _("Mexico"),
        "ES": _("Spain"),
        "AR": _("Argentina"),
        "CL": _("Chile"),
        "CO": _("Colombia"),
        "PE": _("Peru"),
        "US": _("United States"),
        "BR": _("Brazil"),
        "BO": "Bolivia",
        "CA": _("Canada"),
        "CR": "Costa Rica",
        "DE": _("Germany"),
        "DO": _("Dominican Republic"),
        "EC": "Ecuador",
        "FR": _("France"),
        "GB": _("United Kingdom"),
        "GT": "Guatemala",
        "HN": "Honduras",
        "IT": _("Italy"),
        "NI": "Nicaragua",
        "PA": _("Panama"),
        "PR": "Puerto Rico",
        "PT": "Portugal",
        "PY": "Paraguay",
        "SV": "El Salvador",
        "UY": "Uruguay",
        "VE": "Venezuela",
    }.get(code, code)


def zone(name: str) -> str:
    """Name a zone by its city: ``Ciudad de México``, ``Madrid``."""
    city = name.rpartition("/")[2].replace("_", " ")
    return {
        "Mexico City": _("Mexico City"),
        "Cancun": "Cancún",
        "Canary": _("Canary Islands"),
        "Bogota": "Bogotá",
        "Sao Paulo": "São Paulo",
        "New York": _("New York"),
        "Los Angeles": _("Los Angeles"),
    }.get(city, city)
