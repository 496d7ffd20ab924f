-- Whoever reports a card as stolen is signed out everywhere: with the card there often went the telephone that is signed in.
-- The identity provider hears of it by the feed, and sees of cards nothing but that.
grant select (card_id, to_state, at) on card_events to campus_identity_provider;
