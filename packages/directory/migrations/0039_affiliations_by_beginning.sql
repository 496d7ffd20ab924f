-- What begins by the clock leaves no line in the change feed; who tells others of it looks for it here.
create index affiliations_beginning on affiliations (lower(valid)) where upper_inf(recorded);
