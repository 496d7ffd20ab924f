import type pg from 'pg';

/** What every day's statements need: people, a token that looks like ours, and plain tables beside ours for the rival. */
export async function arrangeCity(client: pg.Client, people: number): Promise<void> {
  await client.query(`
    create schema simulation;
    create table simulation.people as
      select n, gen_random_uuid() as person_id,
             substr(translate(md5(n::text || 'a') || md5(n::text || 'b'), '0189', 'ghij'), 1, 26) as reference_id
      from generate_series(1, ${people}) n;
    alter table simulation.people add primary key (n);
    insert into identity_provider.accounts (person_id, reference_id) select person_id, reference_id from simulation.people;
    create function simulation.token() returns text volatile language sql as
      $$ select translate(encode(sha256(gen_random_uuid()::text::bytea), 'base64'), '+/=', '-_') $$;
    -- A hash that lies where a token that expires then was drawn for.
    create function simulation.hash_for(expires_at timestamptz) returns text volatile language sql as $$
      select substr(part, 1 + floor(random() * length(part))::int, 1) || substr(simulation.token(), 2)
      from (select ('{-0123456789A,BCDEFGHIJKLMN,OPQRSTUVWXYZ_,abcdefghijklm,nopqrstuvwxyz}'::text[])
                   [1 + identity_provider.ring_slot(expires_at, 7, 5)]) as p (part) $$;`);
  await client.query(rivalTables);
  // Days pass here in a second: what autovacuum would do is done by its own rule at the end of each (vacuum.ts).
  await client.query(`
    do $$ declare one regclass; begin
      for one in select c.oid::regclass from pg_class c where c.relkind = 'r'
                   and c.relnamespace::regnamespace::text in ('identity_provider', 'rival') loop
        execute format('alter table %s set (autovacuum_enabled = off)', one);
      end loop;
    end $$`);
}

/** The tables as they were before they were partitioned: same columns, same indexes, one heap each. */
const rivalTables = `
  create schema rival;
  create table rival.refresh_tokens (like identity_provider.refresh_tokens including defaults including constraints);
  alter table rival.refresh_tokens add primary key (id_hash);
  create index on rival.refresh_tokens (grant_id);
  create index on rival.refresh_tokens (expires_at);
  create table rival.sign_ins (like identity_provider.sign_ins including defaults including constraints);
  alter table rival.sign_ins add primary key (id);
  create index on rival.sign_ins (person_id, at desc);
  create index on rival.sign_ins (at);
  create table rival.client_traces (like identity_provider.client_traces including defaults including constraints);
  alter table rival.client_traces add primary key (id);
  create index on rival.client_traces (client_id, id desc);
  create index on rival.client_traces (leads_to) where leads_to is not null;
  create index on rival.client_traces (at);
  create table rival.logouts (like identity_provider.logouts including defaults including constraints);
  alter table rival.logouts add primary key (id), add unique (session_uid), add unique (receipt_hash);
  create index on rival.logouts (account_id) where account_id is not null;
  create index on rival.logouts (ended_at);
  create table rival.logout_deliveries (like identity_provider.logout_deliveries including defaults including constraints);
  alter table rival.logout_deliveries add primary key (logout_id, client_id),
    add foreign key (logout_id) references rival.logouts on delete cascade;
  create index on rival.logout_deliveries (client_id, due_at) where state = 'pending';
  create index on rival.logout_deliveries (client_id, settled_at) where settled_at is not null;`;
