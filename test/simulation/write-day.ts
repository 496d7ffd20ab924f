import type pg from 'pg';
import type { Habits } from './calendar.ts';

const clients = 40;

export interface DayPlan {
  readonly day: Date;
  /** Counted from the first day on. */
  readonly index: number;
  readonly signIns: number;
  readonly people: number;
  readonly habits: Habits;
}

/**
 * Writes what one day leaves behind, as wide as it really is: yesterday's sessions end and their applications are told, then
 * people sign in to two or three services each, and phones refresh. Ours and the rival get the very same rows.
 */
export async function writeDay(client: pg.Client, plan: DayPlan): Promise<RowsWritten> {
  const at = `timestamptz '${plan.day.toISOString()}'`;
  // Rows only: what triggers would add (logouts, at the time of the real clock) is written below at the day's.
  await client.query(`set session_replication_role = replica; begin`);
  await client.query(endYesterday(at));
  await client.query(signInsOf(at, plan));
  await client.query(refreshesOf(at, plan));
  const { rows } = await client.query<RowsWritten>(countsOf(plan.habits));
  await client.query(`commit; set session_replication_role = origin; drop table s, a, ended`);
  return rows[0]!;
}

export type RowsWritten = Readonly<
  Record<'refresh_tokens' | 'sign_ins' | 'client_traces' | 'logouts' | 'logout_deliveries', number>
>;

const countsOf = (habits: Habits) => `
  select (select count(*) from s)::int as sign_ins, (select 5 * count(*) from a)::int as client_traces,
    (select count(*) from ended)::int as logouts,
    (select count(*) from ended e join identity_provider.session_authorizations x on x.session_uid = e.uid)::int
      as logout_deliveries,
    (select ${habits.refreshes} * count(*) from phones)::int as refresh_tokens`;

const endYesterday = (at: string) => `
  create temp table ended as
    with over as (
      update identity_provider.sessions set ended_at = expires_at, ended_because = 'expired'
      where ended_at is null and expires_at < ${at} returning uid, account_id, expires_at)
    select gen_random_uuid() as id, * from over;
  with w as (
    insert into identity_provider.logouts (id, session_uid, account_id, because, ended_at, slot)
    select id, uid, account_id, 'expired', expires_at, identity_provider.ring_slot(expires_at, 10, 5) from ended returning *)
  insert into rival.logouts select * from w;
  with w as (
    insert into identity_provider.logout_deliveries (logout_id, slot, client_id, protocol, sid, due_at)
    select e.id, identity_provider.ring_slot(e.expires_at, 10, 5), x.client_id, 'oidc', x.sid, e.expires_at
    from ended e join identity_provider.session_authorizations x on x.session_uid = e.uid returning *)
  insert into rival.logout_deliveries select * from w;
  update identity_provider.logout_deliveries d set state = 'told', settled_at = due_at, attempts = 1 where state = 'pending';
  update rival.logout_deliveries d set state = 'told', settled_at = due_at, attempts = 1 where state = 'pending';
  delete from identity_provider.grants g using identity_provider.session_authorizations x, ended e
    where x.session_uid = e.uid and g.id = x.grant_id;`;

const signInsOf = (at: string, { index, signIns, people }: DayPlan) => `
  create temp table s as
    select g as n, p.person_id, p.reference_id, ${at} + random() * interval '11 hours' as at, simulation.token() as uid,
           '{"kind":"computer","system":"Windows","browser":"Chrome"}'::jsonb as device
    from generate_series(1, ${signIns}) g
    join simulation.people p on p.n = 1 + (floor(g::float8 * ${people} / ${signIns})::int + ${index}) % ${people};
  create temp table a as
    select s.*, 'lms-' || (s.n * 7 + k * 11) % ${clients} as client_id, simulation.token() as grant_id, simulation.token() as sid
    from s, generate_series(1, 3) k where k = 1 or (s.n + k) % 4 > 0;
  insert into identity_provider.sessions (id_hash, uid, account_id, login_at, payload, created_at, expires_at, device, seen_at)
    select simulation.token(), uid, reference_id, at,
           jsonb_build_object('acr', 'urn:mace:incommon:iap:silver', 'amr', '["pwd","otp"]'::jsonb, 'transient', false,
             'jti', uid, 'kind', 'Session', 'loginTs', extract(epoch from at)::bigint, 'state', '{}'::jsonb),
           at, at + interval '12 hours', device, at from s;
  insert into identity_provider.grants (id, account_id, client_id, payload, created_at, expires_at)
    select grant_id, reference_id, client_id,
           jsonb_build_object('kind', 'Grant', 'openid', '{"scope":"openid profile email eduperson offline_access"}'::jsonb,
             'iat', extract(epoch from at)::bigint), at, at + interval '14 days' from a;
  insert into identity_provider.session_authorizations (session_uid, client_id, sid, grant_id, expires_at)
    select uid, client_id, sid, grant_id, at + interval '12 hours' from a on conflict do nothing;
  with w as (
    insert into identity_provider.sign_ins (person_id, at, session_uid, client_id, device, public_computer, methods, slot)
    select person_id, at, uid, 'lms-' || n % ${clients}, device, false, '{pwd,otp}', identity_provider.ring_slot(at, 10, 11)
    from s order by at returning *)
  insert into rival.sign_ins select * from w;
  with w as (
    insert into identity_provider.client_traces (client_id, flow_id, at, step, outcome, observed, leads_to, slot)
    select client_id, f.flow, at, step, 'ok', jsonb_build_object('redirect_uri', 'https://' || client_id || '.tomsk.example/callback',
             'scope', 'openid profile email eduperson offline_access', 'response_type', 'code', 'code_challenge_method', 'S256',
             'client_auth', 'client_secret_basic', 'state', 'present', 'nonce', 'present', 'user_agent', 'moodle/4.5 curl/8'),
           simulation.token(), identity_provider.ring_slot(at, 1, 9)
    from a, lateral (select gen_random_uuid() where a.n > 0) f (flow),
         unnest('{request,consent,code,tokens,userinfo}'::text[]) step order by at returning *)
  insert into rival.client_traces select * from w;
  insert into identity_provider.devices as d (person_id, id_hash, first_seen_at, last_seen_at)
    select distinct on (person_id, id_hash) person_id, id_hash, at, at
    from s, lateral (select translate(encode(sha256((s.person_id::text || case when random() < 0.02
      then s.uid else (s.n % 2)::text end)::bytea), 'base64'), '+/=', '-_')) h (id_hash)
    on conflict (person_id, id_hash) do update set last_seen_at = excluded.last_seen_at;
  insert into identity_provider.notices (person_id, kind, details, happened_at, mailed_at)
    select person_id, 'new-device', '{"device":"Chrome, Windows"}', at, at from s where random() < 0.02;
  insert into identity_provider.mails (id, person_id, kind, state, attempts, useless_at, created_at, ended_at)
    select gen_random_uuid(), person_id, 'notice', 'sent', 1, at + interval '3 days', at, at from s where random() < 0.02;
  insert into identity_provider.password_resets (token_hash, person_id, expires_at, used_at, created_at)
    select simulation.token(), person_id, at + interval '1 hour', at, at from s where random() < 0.003;`;

/** A family lives a fortnight; each person's begins on a day of his own. */
const refreshesOf = (at: string, { index, habits }: DayPlan) => `
  create temp table if not exists phones as
    select n, reference_id, simulation.token() as grant_id, null::timestamptz as expires_at
    from simulation.people where n % ${habits.one_in_phones} = 0;
  update phones set grant_id = simulation.token(), expires_at = ${at} + interval '14 days'
    where expires_at is null or (${index} + n) % 14 = 0;
  insert into identity_provider.grants (id, account_id, client_id, payload, created_at, expires_at)
    select grant_id, reference_id, 'phone', '{"kind":"Grant","openid":{"scope":"openid profile offline_access"}}', ${at}, expires_at
    from phones where expires_at = ${at} + interval '14 days' on conflict do nothing;
  with w as (
    insert into identity_provider.refresh_tokens (id_hash, grant_id, account_id, client_id, payload, created_at, expires_at)
    select simulation.hash_for(expires_at), grant_id, reference_id, 'phone',
           jsonb_build_object('accountId', reference_id, 'acr', 'urn:mace:incommon:iap:silver', 'amr', '["pwd","otp"]'::jsonb,
             'authTime', 1780000000, 'claims', '{}'::jsonb, 'clientId', 'phone', 'exp', 1790000000, 'expiresWithSession', false,
             'grantId', grant_id, 'gty', 'authorization_code refresh_token', 'iat', 1780000000, 'iiat', 1780000000, 'kind',
             'RefreshToken', 'nonce', substr(grant_id, 1, 22), 'rotations', r, 'scope', 'openid profile offline_access',
             'sessionUid', grant_id, 'sid', grant_id), ${at} + r * interval '2 hours', expires_at
    from phones, generate_series(1, ${habits.refreshes}) r returning *)
  insert into rival.refresh_tokens select * from w;
  update identity_provider.refresh_tokens set consumed_at = created_at + interval '2 hours', successor_hash = simulation.token()
    where consumed_at is null and created_at < ${at} + interval '${2 * habits.refreshes} hours' and created_at > ${at} - interval '1 day';
  update rival.refresh_tokens set consumed_at = created_at + interval '2 hours', successor_hash = simulation.token()
    where consumed_at is null and created_at < ${at} + interval '${2 * habits.refreshes} hours' and created_at > ${at} - interval '1 day';`;
