-- A move from a state to itself is in no row of card_state_changes either: two librarians who suspend one card are one
-- suspension and one refusal, not two events. Changes that do not name the state (a validity, say) are none of this.
create function card_state_repeated() returns trigger language plpgsql as $$
begin
  raise exception 'a card cannot go from % to %', old.state, new.state
    using errcode = 'check_violation', constraint = 'card_state_change';
end $$;
create trigger card_state_repeated before update of state on cards for each row
  when (old.state = new.state) execute function card_state_repeated();
