-- Universities that have a provider of their own, and who of its people is who here.

create table upstreams (
  id uuid primary key,
  university_id uuid not null references directory.universities,
  -- Part of the one redirect address that this provider alone is told, so that an answer of another is noticed by its place
  -- (RFC 9700 §4.4.2). It never changes.
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$'),
  issuer text not null check (issuer ~ '^https?://[^[:space:]?#@]+$' and length(issuer) <= 500),
  client_id text not null check (length(client_id) between 1 and 255),
  auth_method text not null check (auth_method in ('client_secret_basic', 'client_secret_post', 'none')),
  secret_sealed text,
  scopes text[] not null check ('openid' = any (scopes)),
  -- Which claim carries the university's own identifier; see rules/upstream-claims.ts.
  claims jsonb not null check (jsonb_typeof(claims) = 'object'),
  -- Domains for which the provider may speak, of the university's own.
  domains text[] not null check (cardinality(domains) > 0),
  -- Whether its word "two factors" counts as ours.
  trusts_acr boolean not null default false,
  state text not null default 'draft' check (state in ('draft', 'tested', 'live', 'paused')),
  version bigint not null default 1,
  tested_at timestamptz,
  tested_by text,
  live_at timestamptz,
  live_by text,
  changed_at timestamptz not null default now(),
  changed_by text not null,
  constraint whoever_is_live_was_tested check (state = 'draft' or (tested_at is not null and tested_by is not null)),
  constraint confidential_has_a_secret check ((auth_method = 'none') = (secret_sealed is null))
);
create unique index one_live_upstream on upstreams (university_id) where state = 'live';
create unique index one_live_upstream_of_an_issuer on upstreams (issuer) where state = 'live';
create index upstreams_of_university on upstreams (university_id);

-- What a test has shown holds for what was tested: whatever changes who is let in makes a draft of it again.
create function upstream_is_tested_anew() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
begin
  if (new.university_id, new.slug) is distinct from (old.university_id, old.slug) then
    raise exception 'a provider stays its university''s, at its own redirect address'
      using errcode = 'check_violation', constraint = 'upstream_stays_where_it_is';
  end if;
  if (new.issuer, new.client_id, new.auth_method, new.scopes, new.claims, new.domains, new.trusts_acr)
     is distinct from (old.issuer, old.client_id, old.auth_method, old.scopes, old.claims, old.domains, old.trusts_acr) then
    new.state := 'draft';
    new.tested_at := null;
    new.tested_by := null;
  end if;
  new.version := old.version + 1;
  return new;
end $$;
create trigger tested_anew before update on upstreams for each row execute function upstream_is_tested_anew();

-- Who a provider's `sub` is here. The provider's own name for somebody and nothing else: an e-mail address says nothing.
create table upstream_links (
  issuer text not null,
  sub text not null check (length(sub) between 1 and 255),
  upstream_id uuid not null references upstreams,
  university_id uuid not null references directory.universities,
  person_id uuid not null references accounts on delete cascade,
  linked_at timestamptz not null default now(),
  -- `identifier` where the university's own identifier told, otherwise who decided.
  linked_by text not null,
  last_used_at timestamptz not null default now(),
  primary key (issuer, sub)
);
-- A second `sub` for one person is a number given to somebody else, or a provider that was set up anew: people decide.
create unique index one_link_of_an_issuer on upstream_links (issuer, person_id);
create index upstream_links_of_person on upstream_links (person_id);

-- Whom a provider sent and whom nobody here knows: decided by the university's administrator.
create table upstream_strangers (
  id uuid primary key,
  upstream_id uuid not null references upstreams,
  university_id uuid not null references directory.universities,
  issuer text not null,
  sub text not null check (length(sub) between 1 and 255),
  -- Name and identifier as the provider gave them; gone once it is decided.
  shown_sealed text,
  state text not null default 'waiting' check (state in ('waiting', 'proposed', 'linked', 'refused')),
  seen_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  proposed_person_id uuid references directory.people,
  proposed_by text,
  proposed_at timestamptz,
  -- The university whose person is meant, and whose administrator has to agree; none where it is the asker's own.
  agreeing_university_id uuid references directory.universities,
  decided_by text,
  decided_at timestamptz,
  constraint proposal_is_whole check (state <> 'proposed'
    or (proposed_person_id is not null and proposed_by is not null and agreeing_university_id is not null)),
  constraint agreeing_is_another_university check (agreeing_university_id is distinct from university_id),
  constraint decision_is_whole check ((state in ('linked', 'refused')) = (decided_by is not null and decided_at is not null)),
  constraint four_eyes check (state <> 'linked' or agreeing_university_id is null or decided_by <> proposed_by),
  constraint nothing_is_kept_after check (state in ('waiting', 'proposed') or shown_sealed is null)
);
create unique index one_open_stranger on upstream_strangers (issuer, sub) where state in ('waiting', 'proposed');
create index open_strangers on upstream_strangers (university_id, seen_at) where state in ('waiting', 'proposed');
create index proposals_to_agree on upstream_strangers (agreeing_university_id) where state = 'proposed';

-- Who is erased was no stranger either.
create function strangers_of_the_erased() returns trigger language plpgsql set search_path = identity_provider, pg_temp as $$
begin
  delete from upstream_strangers s
  where s.proposed_person_id = old.person_id
     or exists (select from upstream_links l where l.person_id = old.person_id and (l.issuer, l.sub) = (s.issuer, s.sub));
  return old;
end $$;
create trigger strangers_of_the_erased before delete on accounts for each row execute function strangers_of_the_erased();

grant select, insert, update on upstreams to campus_identity_provider;
grant select, insert, update, delete on upstream_links, upstream_strangers to campus_identity_provider;
