"""The register as text for terminals: 80 columns, no colour needed, the next command at the end."""
