"""The register to pages, feeds, JSON, graphs and texts."""
