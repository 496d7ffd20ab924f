import type { Db } from '@onecampus/database';

/** How many tickets of one application a session keeps for its sign-out; somebody with more has long lost the first. */
const tickets_max = 50;

/** Notes the ticket by which a CAS service knows this session, for the day it ends. `false` where it has ended already. */
export async function addCasTicket(
  db: Db,
  at: { readonly sessionUid: string; readonly clientId: string; readonly service: string; readonly ticket: string },
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.session_authorizations a
     set front = jsonb_build_object('protocol', 'cas', 'tickets',
       (select jsonb_agg(one order by at) from (
          select one, at from jsonb_array_elements(coalesce(a.front -> 'tickets', '[]')
            || jsonb_build_array(jsonb_build_object('service', cast(:service as text), 'ticket', cast(:ticket as text))))
            with ordinality as t (one, at)
          order by at desc limit ${tickets_max}) as last))
     where a.session_uid = :sessionUid and a.client_id = :clientId
       and exists (select from identity_provider.sessions s where s.uid = a.session_uid and s.ended_at is null for share)
     returning 1`,
    at as never,
  );
  return rows.length > 0;
}

/** By what a SAML service knows this session. */
export type SamlFront = {
  readonly protocol: 'saml';
  readonly nameId: {
    readonly format: string;
    readonly value: string;
    readonly nameQualifier?: string;
    readonly spNameQualifier?: string;
  };
  readonly sessionIndex: string;
};

/** Notes by what a SAML service knows this session. `false` where it has ended already. */
export async function setSamlFront(
  db: Db,
  at: { readonly sessionUid: string; readonly clientId: string; readonly front: SamlFront },
): Promise<boolean> {
  const { rows } = await db.raw<{ rows: unknown[] }>(
    `update identity_provider.session_authorizations a set front = :front
     where a.session_uid = :sessionUid and a.client_id = :clientId
       and exists (select from identity_provider.sessions s where s.uid = a.session_uid and s.ended_at is null for share)
     returning 1`,
    { ...at, front: JSON.stringify(at.front) } as never,
  );
  return rows.length > 0;
}

export async function findSamlFront(db: Db, sessionUid: string, clientId: string): Promise<SamlFront | undefined> {
  const { rows } = await db.raw<{ rows: { front: SamlFront }[] }>(
    `select front from identity_provider.session_authorizations
     where session_uid = ? and client_id = ? and front ->> 'protocol' = 'saml'`,
    [sessionUid, clientId],
  );
  return rows[0]?.front;
}
