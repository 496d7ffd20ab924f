-- Applications that are changed after they were registered: by whom, what, and from what to what.

alter table clients
  -- While a new secret is being put into the application, the one before it works as well, and no longer than this.
  add column older_secret_hash text check (older_secret_hash ~ '^[A-Za-z0-9_-]{43}$'),
  add column older_secret_until timestamptz,
  add constraint older_secret_ends check ((older_secret_hash is null) = (older_secret_until is null)),
  add constraint older_secret_has_a_successor check (older_secret_hash is null or secret_hash is not null);

-- Whose a request is that comes with a client id which nobody has.
create index clients_of_redirect_uri on clients using gin (redirect_uris);

-- What was withdrawn stays so: others have seen its id.
create function refuse_to_bring_back() returns trigger language plpgsql as $$
begin
  raise exception 'a withdrawn client stays withdrawn' using errcode = 'check_violation';
end $$;
create trigger withdrawn_for_ever before update of state on clients
  for each row when (old.state = 'withdrawn' and new.state <> 'withdrawn') execute function refuse_to_bring_back();

-- Append-only: the service may write and read it, and nobody may do anything else.
create table client_history (
  client_id text not null references clients,
  version bigint not null,
  at timestamptz not null default now(),
  by text not null,
  -- Each field that changed with what it was and what it is; of a secret only that it is another one.
  changed jsonb not null check (jsonb_typeof(changed) = 'object'),
  primary key (client_id, version)
);

-- Whoever changes a client, the version goes up by one and the change is on record: no path around it.
create function number_client_change() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - '{version,changed_at,changed_by}'::text[] is distinct from to_jsonb(old) - '{version,changed_at,changed_by}'::text[] then
    new.version := old.version + 1;
    new.changed_at := now();
  else
    new.version := old.version;
    new.changed_at := old.changed_at;
    new.changed_by := old.changed_by;
  end if;
  return new;
end $$;
create trigger number_client_change before update on clients for each row execute function number_client_change();

create function note_client_change() returns trigger language plpgsql as $$
declare
  -- Neither told: they are numbers and times of the change itself, and hashes of secrets.
  unsaid constant text[] := '{version,changed_at,changed_by,created_at,created_by,secret_hash,older_secret_hash,older_secret_until}';
  difference jsonb;
begin
  if tg_op = 'INSERT' then
    insert into identity_provider.client_history (client_id, version, by, changed)
      values (new.id, new.version, new.created_by, '{}');
    return null;
  end if;
  if new.version = old.version then return null; end if;
  select coalesce(jsonb_object_agg(n.key, jsonb_build_array(o.value, n.value)), '{}') into difference
    from jsonb_each(to_jsonb(new) - unsaid) n join jsonb_each(to_jsonb(old) - unsaid) o using (key)
    where n.value is distinct from o.value;
  if new.secret_hash is distinct from old.secret_hash then
    difference := difference || '{"secret": [null, null]}';
  end if;
  if new.older_secret_hash is null and old.older_secret_hash is not null then
    difference := difference || '{"older_secret": [null, null]}';
  end if;
  insert into identity_provider.client_history (client_id, version, by, changed)
    values (new.id, new.version, coalesce(new.changed_by, new.created_by), difference);
  return null;
end $$;
create trigger note_client_change after insert or update on clients for each row execute function note_client_change();

grant select, insert on client_history to campus_identity_provider;
