"""The rules of nominations, pure: standing and moves, what a dossier asks, numbers, files."""

from paritrana.apps.nominations.rules.standing import check_editable, check_move

__all__ = ["check_editable", "check_move"]
