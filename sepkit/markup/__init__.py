"""Strangers' markup made safe to look at: Markdown as blocks, YAML as nodes, both with lines."""

from sepkit.markup.markdown import (
    read_blocks,
    read_lines,
    split_front_matter,
    split_lines,
)
from sepkit.markup.rst import read_rst_blocks
from sepkit.markup.yaml_nodes import Node, NodeKind, Problem, read_yaml

__all__ = [
    "Node",
    "NodeKind",
    "Problem",
    "read_blocks",
    "read_lines",
    "read_rst_blocks",
    "read_yaml",
    "split_front_matter",
    "split_lines",
]
