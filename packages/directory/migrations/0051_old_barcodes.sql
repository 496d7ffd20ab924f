-- Bar codes that a university's library gave out before there was one card. Such a number says nothing outside its university,
-- so it is looked up in that university's namespace alone; two libraries may well have used the same one.
alter table credentials
  add column university_id uuid references universities,
  drop constraint credentials_kind_check,
  add constraint credentials_kind_check check (kind in ('barcode', 'old_barcode')),
  add constraint old_barcodes_have_a_university check ((kind = 'old_barcode') = (university_id is not null)),
  add constraint old_barcode_shape check (kind <> 'old_barcode' or lookup_key ~ '^[0-9A-Za-z./-]{3,32}$');
-- The shared number is never given twice. An old one may be put on its reader's next card when the first has ended.
drop index credential_never_reused;
create unique index credential_never_reused on credentials (kind, lookup_key) where kind = 'barcode';
create unique index one_live_old_barcode on credentials (university_id, lookup_key) where kind = 'old_barcode' and state = 'active';
