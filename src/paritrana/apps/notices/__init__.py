"""Messages out: one outbox for everything the site tells people, whether or not mail leaves the house."""
