"""The official region table and its versions."""
