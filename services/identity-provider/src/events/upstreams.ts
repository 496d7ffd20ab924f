import type { Db, Tx } from '@onecampus/database';
import { type Actor, recordAudit } from '@onecampus/directory';
import { tellAdministrators } from '../store/administrators.ts';

/** What happens to universities' own providers and to who comes from them, as the audit trail keeps it. */

type At = { readonly universityId: string; readonly upstreamId: string };

export async function upstreamSaved(
  tx: Tx,
  by: Actor,
  at: At,
  details: { isNew: boolean; secret: boolean; changes?: string },
): Promise<void> {
  await entry(tx, by, 'upstream.saved', at, details);
}

export async function upstreamTested(tx: Tx, by: Actor, at: At): Promise<void> {
  await entry(tx, by, 'upstream.tested', at);
}

/** Administrators of a university agree, or officers do, on what another one asked for; all its administrators are told. */
export async function upstreamAsked(
  tx: Tx,
  by: Actor,
  at: At,
  request: { readonly id: string; readonly kind: string; readonly reason: string; readonly issuer: string },
): Promise<void> {
  const { id, kind, reason, issuer } = request;
  await entry(tx, by, 'upstream.change_asked', at, { request: id, kind, reason });
  await tellAdministrators(tx, at.universityId, { kind: 'upstream-asked', details: { issuer, reason } });
}

export async function upstreamRequestRefused(
  tx: Tx,
  by: Actor,
  at: At & { readonly requestId: string },
): Promise<void> {
  await entry(tx, by, 'upstream.change_refused', at, { request: at.requestId });
  await tellAdministrators(tx, at.universityId, { kind: 'upstream-refused' });
}

export async function upstreamWentLive(tx: Tx, by: Actor, at: At, askedBy: string): Promise<void> {
  await entry(tx, by, 'upstream.went_live', at, { asked_by: askedBy });
  await tellAdministrators(tx, at.universityId, { kind: 'upstream-agreed' });
}

/** A live provider's settings are others from now on. */
export async function upstreamChanged(tx: Tx, by: Actor, at: At, askedBy: string): Promise<void> {
  await entry(tx, by, 'upstream.changed', at, { asked_by: askedBy });
  await tellAdministrators(tx, at.universityId, { kind: 'upstream-agreed' });
}

export async function upstreamChangeDropped(tx: Tx, by: Actor, at: At): Promise<void> {
  await entry(tx, by, 'upstream.change_dropped', at);
}

export async function upstreamPaused(tx: Tx, by: Actor, at: At): Promise<void> {
  await entry(tx, by, 'upstream.paused', at);
}

/** A provider's subject opens somebody's account from now on. */
export async function upstreamLinked(
  tx: Tx,
  by: Actor,
  link: At & { readonly personId: string; readonly because: 'identifier' | 'decision' },
): Promise<void> {
  await recordAudit(tx, {
    actor: by,
    action: 'upstream.linked',
    subject: `person:${link.personId}`,
    universityId: link.universityId,
    details: { upstream: link.upstreamId, because: link.because },
  });
}

export async function strangerNoted(tx: Tx, at: At & { readonly strangerId: string }): Promise<void> {
  await ofStranger(tx, 'service:identity-provider', 'upstream-stranger.noted', at);
}

export async function strangerProposed(
  tx: Tx,
  by: Actor,
  at: At & { readonly strangerId: string; readonly personId: string },
): Promise<void> {
  await ofStranger(tx, by, 'upstream-stranger.proposed', at, { person: at.personId });
}

export async function strangerRefused(tx: Tx, by: Actor, at: At & { readonly strangerId: string }): Promise<void> {
  await ofStranger(tx, by, 'upstream-stranger.refused', at);
}

export async function upstreamSignInSucceeded(db: Db, personId: string, at: At): Promise<void> {
  await recordAudit(db, {
    actor: `person:${personId}`,
    action: 'sign-in.succeeded',
    subject: `person:${personId}`,
    universityId: at.universityId,
    details: { method: 'upstream', upstream: at.upstreamId },
  });
}

/** The provider vouched for somebody whose account is locked. */
export async function upstreamSignInRefused(tx: Tx, personId: string, at: At): Promise<void> {
  await recordAudit(tx, {
    actor: 'unknown',
    action: 'sign-in.failed',
    subject: `person:${personId}`,
    universityId: at.universityId,
    details: { method: 'upstream', upstream: at.upstreamId },
  });
}

async function entry(
  tx: Tx,
  actor: Actor,
  action: string,
  { universityId, upstreamId }: At,
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await recordAudit(tx, { actor, action, subject: `upstream:${upstreamId}`, universityId, details });
}

async function ofStranger(
  tx: Tx,
  actor: Actor,
  action: string,
  at: At & { readonly strangerId: string },
  details: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await recordAudit(tx, {
    actor,
    action,
    subject: `upstream-stranger:${at.strangerId}`,
    universityId: at.universityId,
    details: { upstream: at.upstreamId, ...details },
  });
}

/** Somebody signed out at his university, and so here. */
export async function signedOutUpstream(
  tx: Tx,
  at: { readonly personId: string; readonly universityId: string; readonly upstreamId: string },
): Promise<void> {
  await recordAudit(tx, {
    actor: 'service:identity-provider',
    action: 'session.signed_out_upstream',
    subject: `person:${at.personId}`,
    universityId: at.universityId,
    details: { upstream: at.upstreamId },
  });
}
