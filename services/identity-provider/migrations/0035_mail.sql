-- Addresses that people gave themselves, besides the one that their university's records hold; and what is to be mailed.

create table email_addresses (
  id uuid primary key,
  person_id uuid not null references accounts on delete cascade,
  address text not null check (length(address) between 3 and 254),
  -- Compared without regard to case: nobody has two mailboxes that differ by it.
  address_normal text not null check (address_normal = lower(address_normal)),
  -- Until then nothing but the link of confirmation goes there.
  confirmed_at timestamptz,
  token_hash text unique check (token_hash ~ '^[A-Za-z0-9_-]{43}$'),
  token_expires_at timestamptz,
  created_at timestamptz not null default now(),
  constraint one_of_a_kind unique (person_id, address_normal),
  constraint confirmed_once check (confirmed_at is null or token_hash is null),
  constraint token_expires check ((token_hash is null) = (token_expires_at is null))
);
create index email_addresses_confirmed on email_addresses (address_normal) where confirmed_at is not null;

-- The outbox. A letter is written in the transaction of what it tells, and sent by whichever instance comes first. Address
-- and contents, which may hold a link that opens an account, are sealed, and go as soon as they are of no use any more.
create table mails (
  id uuid primary key,
  person_id uuid not null references accounts on delete cascade,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  sealed text,
  state text not null default 'pending' check (state in ('pending', 'sent', 'given-up')),
  attempts smallint not null default 0 check (attempts >= 0),
  due_at timestamptz not null default now(),
  -- After this it tells nobody anything: a link in it is dead.
  useless_at timestamptz not null,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  -- What the mail server answered, without its words, which may repeat an address.
  last_error text check (length(last_error) <= 100),
  constraint sealed_while_pending check ((state = 'pending') = (sealed is not null)),
  constraint ended_when_done check ((state = 'pending') = (ended_at is null))
);
create index mails_due on mails (due_at) where state = 'pending';
create index mails_of_person on mails (person_id);
create index mails_ended on mails (ended_at) where state <> 'pending';

grant select, insert, update, delete on email_addresses, mails to campus_identity_provider;
