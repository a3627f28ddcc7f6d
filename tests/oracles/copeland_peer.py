"""Copeland scores by pref-voting: profiles as JSON on stdin, scores as JSON on stdout."""

import json
import sys

from pref_voting.profiles_with_ties import ProfileWithTies

answers = []
for profile in json.load(sys.stdin):
    ranks = [{int(name): rank for name, rank in ballot.items()} for ballot in profile]
    scores = ProfileWithTies(ranks).copeland_scores(scores=(1, 0.5, 0))
    answers.append({str(name): score for name, score in scores.items()})
json.dump(answers, sys.stdout)
