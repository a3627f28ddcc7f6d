"""Names of states, kinds, offices and rules, and the sentences of this room's refusals."""
