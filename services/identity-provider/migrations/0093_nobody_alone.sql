-- What no administrator decides alone any more: at whose provider a university's people sign in, and on whose word somebody
-- with power gets his first factor.

alter table consortium_requests
  -- Whose administrators decide; none where the consortium's officers do.
  add column university_id uuid references directory.universities,
  -- What the request is about besides: versions that were seen, a number to be told. Never a secret.
  add column details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  drop constraint consortium_requests_kind_check,
  add constraint consortium_requests_kind_check check (kind in
    ('rotate-keys', 'return-to-key', 'withdraw-key', 'grant-role', 'revoke-role', 'put-upstream-live', 'change-upstream', 'first-factor')),
  add constraint request_has_its_deciders check (case
    when kind in ('put-upstream-live', 'change-upstream') then university_id is not null
    when kind = 'first-factor' then true
    else university_id is null end);
create index requests_of_university on consortium_requests (university_id, asked_at desc) where university_id is not null;

alter table upstreams
  -- The live provider of which this row is a change that is not in force yet.
  add column revises uuid references upstreams,
  -- The two people by whom it, as it is now, came into force.
  add column asked_by uuid,
  add column agreed_by uuid,
  add column agreed_at timestamptz,
  -- In force from before two were needed.
  add column agreed_by_nobody boolean not null default false,
  drop constraint upstreams_slug_key,
  add constraint change_is_not_in_force check (revises is null or state in ('draft', 'tested')),
  add constraint agreement_is_whole check (
    (agreed_by is null) = (agreed_at is null) and (agreed_by is null or asked_by is not null)),
  add constraint four_eyes check (agreed_by <> asked_by);
update upstreams set agreed_by_nobody = true where state = 'live';
alter table upstreams add constraint live_by_two check (state <> 'live' or agreed_by is not null or agreed_by_nobody);
-- A change comes from and goes to the address of the provider that it changes.
create unique index upstreams_slug_key on upstreams (slug) where revises is null;
create unique index one_change_of_an_upstream on upstreams (revises) where revises is not null;

create or replace function upstream_is_tested_anew() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
declare
  agreed constant boolean := new.agreed_at is distinct from old.agreed_at;
begin
  if (new.university_id, new.slug, new.revises) is distinct from (old.university_id, old.slug, old.revises) then
    raise exception 'a provider stays its university''s, at its own redirect address'
      using errcode = 'check_violation', constraint = 'upstream_stays_where_it_is';
  end if;
  -- Two people have agreed to exactly this: what was tested before it was laid before the second one.
  if (new.issuer, new.client_id, new.auth_method, new.scopes, new.claims, new.domains, new.trusts_acr)
     is distinct from (old.issuer, old.client_id, old.auth_method, old.scopes, old.claims, old.domains, old.trusts_acr)
     and not agreed then
    new.state := 'draft';
    new.tested_at := null;
    new.tested_by := null;
  end if;
  if new.state = 'live' and old.state <> 'live' and not agreed then
    raise exception 'a provider goes live by two people'
      using errcode = 'check_violation', constraint = 'live_by_two';
  end if;
  if agreed then
    new.agreed_by_nobody := false;
  end if;
  new.version := old.version + 1;
  return new;
end $$;

-- A change that nobody wants is not kept; whoever is in force stays for ever.
grant delete on upstreams to campus_identity_provider;
create function only_changes_are_dropped() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
begin
  if old.revises is null and current_user = 'campus_identity_provider' then
    raise exception 'a provider is paused and not deleted' using errcode = 'check_violation', constraint = 'upstream_stays';
  end if;
  return old;
end $$;
create trigger only_changes_are_dropped before delete on upstreams for each row execute function only_changes_are_dropped();

-- An application that asks nobody whether it may know him. A university's own does so for its own people alone (see
-- store/acts-for.ts); the consortium's does so for all of them, and that is for two officers to decide once there are two.
alter table consortium_requests
  drop constraint consortium_requests_kind_check,
  add constraint consortium_requests_kind_check check (kind in
    ('rotate-keys', 'return-to-key', 'withdraw-key', 'grant-role', 'revoke-role', 'put-upstream-live', 'change-upstream',
     'first-factor', 'first-party'));
alter table clients
  add column first_party_asked_by uuid,
  add column first_party_agreed_by uuid,
  add constraint first_party_four_eyes check (first_party_agreed_by <> first_party_asked_by),
  add constraint first_party_agreement_is_whole check ((first_party_agreed_by is null) = (first_party_asked_by is null));

-- Whoever writes it, by whichever way: what two have to decide stays undecided.
create function first_party_is_for_two() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
begin
  if not new.first_party then
    new.first_party_asked_by := null;
    new.first_party_agreed_by := null;
  elsif new.university_id is null and new.origin <> 'product' and new.first_party_agreed_by is null
    and (tg_op = 'INSERT' or not old.first_party or old.university_id is not null)
    and (select count(distinct directory.canonical_person(person_id)) from consortium_roles where revoked_at is null) >= 2 then
    new.first_party := false;
  end if;
  return new;
end $$;
create trigger first_party_is_for_two before insert or update on clients for each row execute function first_party_is_for_two();
