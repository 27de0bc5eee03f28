"""Kouan: Chinese government plans about ports of entry, as validated open data."""
