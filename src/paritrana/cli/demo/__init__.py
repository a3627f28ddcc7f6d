"""The demo: the world of five published stories, built by the project's own commands.

Places, offices, dates and figures come from the stories and the published sources named beside them.
Marks, evidence files and everything else are made up and say so wherever they show.
"""
