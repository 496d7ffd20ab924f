-- Three kinds of card. A temporary one stands in for the card that is being made or was left at home; a visitor's is for
-- somebody whom no university counts among its people, and asks for no affiliation. Both end by themselves, and neither can
-- be made to last by leaving its end open.
alter table cards
  add column kind text not null default 'shared' check (kind in ('shared', 'temporary', 'visitor')),
  add constraint temporary_card_ends check (kind <> 'temporary' or valid_until <= valid_from + interval '31 days'),
  add constraint visitor_card_ends check (kind <> 'visitor' or valid_until <= valid_from + interval '366 days'),
  add constraint passing_card_has_an_end check (kind = 'shared' or valid_until is not null);
