-- One person per national number and birth date, held by a key: two universities that bring in the same new human at the
-- same moment meet here, and the second one takes the first one's person.
create table national_number_marks (
  national_number_hmac bytea not null,
  birth_date date not null,
  -- Checked at commit: the mark is taken first, and only its taker brings the person into being.
  person_id uuid not null references people deferrable initially deferred,
  primary key (national_number_hmac, birth_date)
);
create index national_number_marks_person on national_number_marks (person_id);

insert into national_number_marks (national_number_hmac, birth_date, person_id)
select distinct on (national_number_hmac, birth_date) national_number_hmac, birth_date, person_id
from source_records
where national_number_hmac is not null and birth_date is not null
order by national_number_hmac, birth_date, created_at, id;

-- Deleted where a university corrects a number or a date: a mistyped one must not bind its true owner to a stranger.
grant select, insert, delete on national_number_marks to campus_registrar;

-- A UUID of version 7 (RFC 9562 §5.7) for statements that make many rows at once; Postgres has its own from version 18 on.
create function new_id() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
              placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;
