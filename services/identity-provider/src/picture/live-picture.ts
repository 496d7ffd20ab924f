import type { Watch } from '@onecampus/database';
import type { Account } from '../store/accounts.ts';
import type { StoredGrant } from '../store/grants.ts';
import type { Presence, PresenceKey } from '../store/presence.ts';
import type { StoredRefreshToken } from '../store/refresh-tokens.ts';
import type { StoredSession } from '../store/sessions.ts';
import { BoundedMap } from './bounded-map.ts';
import { type Reading, type Told, withdrawals } from './withdrawals.ts';

/**
 * What the database says of sessions, accounts and grants, as this process last read it. It may be answered from only while the
 * connection that hears of withdrawals has proved within the last second that it hears all; otherwise every question goes to the
 * database, as if there were no picture. Nothing in it may be changed by whoever gets it.
 */
export interface LivePicture {
  presence(key: PresenceKey, clientId: string | undefined): Presence | undefined;
  grant(id: string): StoredGrant | undefined;
  /** A token that nobody has used, of a grant that stands. Whether somebody has used it elsewhere only the database knows. */
  refreshToken(idHash: string): StoredRefreshToken | undefined;
  /** Begin here, then read, then keep: what was withdrawn in between is not kept. */
  begin(): Reading;
  keepPresence(reading: Reading, key: PresenceKey, presence: Presence): void;
  keepGrant(reading: Reading, grant: StoredGrant): void;
  keepRefreshToken(reading: Reading, token: StoredRefreshToken): void;
  forgetRefreshToken(idHash: string): void;
  /** An answer that was made since `reading` and rests on these; the same `key` gets it again while all of them stand. */
  keepAnswer<Answer extends object>(
    reading: Reading,
    key: string,
    kept: { readonly restsOn: readonly Told[]; readonly life_ms: number; readonly answer: Answer },
  ): void;
  answer(key: string): object | undefined;
  /** It ended or changed, and this is committed. */
  forget(what: Told): void;
  /** It is about to end or change, in a transaction that is still open; not kept again until that is surely over. */
  distrust(what: Told): void;
  /** Who is whose account may have changed. */
  forgetPeople(): void;
  forgetAll(): void;
}

/** How long ago the last proof may have begun: the longest that a withdrawal elsewhere goes unnoticed. */
export const proof_age_ms_max = 1_000;
const sessions_max = 50_000;
const grants_max = 100_000;
const refresh_tokens_max = 50_000;
const answers_max = 20_000;

type KnownAccount = { readonly account: Account; readonly personId: string };
type KeptAnswer = {
  readonly answer: object;
  readonly restsOn: readonly Told[];
  readonly since: NonNullable<Reading>;
  readonly until: number;
};

export function livePicture(hearing: Pick<Watch, 'heardUntil' | 'databaseNow'>): LivePicture {
  const rowsOfSession = new Map<string, Set<string>>();
  const sessions = new BoundedMap<string, StoredSession>(sessions_max, ({ uid }, place) => dropRow(uid, place));
  const accounts = new BoundedMap<string, KnownAccount>(sessions_max);
  const grants = new BoundedMap<string, StoredGrant>(grants_max);
  const refreshTokens = new BoundedMap<string, StoredRefreshToken>(refresh_tokens_max);
  const answers = new BoundedMap<string, KeptAnswer>(answers_max);
  const withdrawn = withdrawals();

  const usable = () => {
    const heard = hearing.heardUntil();
    return heard !== undefined && performance.now() - heard < proof_age_ms_max;
  };
  const mayKeep = (reading: Reading, names: readonly Told[]): reading is NonNullable<Reading> =>
    reading !== undefined && usable() && withdrawn.mayKeep(reading, names);
  const dropRow = (uid: string, place: string) => {
    const rows = rowsOfSession.get(uid);
    rows?.delete(place);
    if (rows?.size === 0) rowsOfSession.delete(uid);
  };
  const drop = (what: Told) => {
    const name = what.slice(2);
    if (what.startsWith('g:')) return grants.delete(name);
    if (what.startsWith('a:')) return accounts.delete(name);
    for (const place of rowsOfSession.get(name) ?? []) sessions.delete(place);
    rowsOfSession.delete(name);
  };
  const grantOf = (id: string): StoredGrant | undefined => {
    const grant = grants.get(id);
    const owner = grant && accounts.get(grant.accountId);
    return owner && owner.account.epoch === grant.epoch ? grant : undefined;
  };

  return {
    presence: (key, clientId) => {
      if (!usable()) return undefined;
      const session = sessions.get(placeOf(key));
      if (!session || session.expiresAt.getTime() <= hearing.databaseNow()!) return undefined;
      const known = session.accountId === null ? undefined : accounts.get(session.accountId);
      if (known?.account.epoch !== session.epoch) return undefined;
      if (clientId === undefined) return { session, ...known };
      // What another instance adds to a session is told to nobody: what is not known here may be there all the same.
      const grantId = session.authorizations?.[clientId]?.grantId;
      const grant = grantId ? grantOf(grantId) : undefined;
      return grant && { session, ...known, grant };
    },
    grant: (id) => (usable() ? grantOf(id) : undefined),
    refreshToken: (idHash) => {
      const token = usable() ? refreshTokens.get(idHash) : undefined;
      // Withdrawing a grant deletes its tokens, and is told of the grant alone.
      return token && grantOf(token.grantId) ? token : undefined;
    },
    begin: () => (usable() ? withdrawn.begin() : undefined),
    keepPresence: (reading, key, { session, account, personId, grant }) => {
      // Whoever is not signed in, or whose account is not as it should be, is looked at each time.
      if (!account || personId === undefined || session.accountId !== account.referenceId) return;
      if (!mayKeep(reading, [`s:${session.uid}`, `a:${account.referenceId}`])) return;
      const place = placeOf(key);
      sessions.set(place, session);
      rowsOfSession.set(session.uid, (rowsOfSession.get(session.uid) ?? new Set()).add(place));
      accounts.set(account.referenceId, { account, personId });
      if (grant && mayKeep(reading, [`g:${grant.id}`])) grants.set(grant.id, grant);
    },
    keepGrant: (reading, grant) => {
      if (mayKeep(reading, [`g:${grant.id}`, `a:${grant.accountId}`])) grants.set(grant.id, grant);
    },
    keepRefreshToken: (reading, token) => {
      if (token.consumedAt === null && mayKeep(reading, [`g:${token.grantId}`])) refreshTokens.set(token.idHash, token);
    },
    forgetRefreshToken: (idHash) => refreshTokens.delete(idHash),
    keepAnswer: (reading, key, { restsOn, life_ms, answer }) => {
      if (mayKeep(reading, restsOn))
        answers.set(key, { answer, restsOn, since: reading, until: performance.now() + life_ms });
    },
    answer: (key) => {
      const kept = answers.get(key);
      if (!kept) return undefined;
      if (usable() && kept.until > performance.now() && withdrawn.mayKeep(kept.since, kept.restsOn)) return kept.answer;
      answers.delete(key);
      return undefined;
    },
    forget: (what) => {
      withdrawn.note(what);
      drop(what);
    },
    distrust: (what) => {
      withdrawn.distrust(what);
      drop(what);
    },
    forgetPeople: () => {
      withdrawn.noteAll();
      accounts.clear();
    },
    forgetAll: () => {
      withdrawn.noteAll();
      for (const kept of [sessions, accounts, grants, refreshTokens, answers]) kept.clear();
      rowsOfSession.clear();
    },
  };
}

function placeOf(key: PresenceKey): string {
  return 'idHash' in key ? `h ${key.idHash}` : `u ${key.uid}`;
}
