"""Demand ahead: how much of each product will be asked for, and how sure that is."""

from shopdesk.domain.forecast.evaluation import lead_time_quantiles

__all__ = ["lead_time_quantiles"]
