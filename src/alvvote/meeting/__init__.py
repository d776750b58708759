"""What happens in a meeting, as events: rules, state, and the dossier that records them."""
