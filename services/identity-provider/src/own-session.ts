import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Db } from '@onecampus/database';
import { findPersonIdByReference, findProfile, fullName, listRolesOfPerson } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import type { Clock } from '@onecampus/runtime';
import type { Engine } from './provider/engine.ts';
import { whoIsHere } from './provider/interactions.ts';
import { hasPower } from './recovery/has-power.ts';
import { findAccountByReference } from './store/accounts.ts';
import { hasSecondFactor } from './store/second-factors.ts';

/** Somebody who is signed in here and looks at a page of our own. */
export interface SignedInPerson extends StaffMember {
  /** The account's public reference, `sub`. */
  readonly referenceId: string;
  /** Whose account it is; another than `personId` where its owner became part of somebody. */
  readonly accountPersonId: string;
  readonly sessionUid: string;
  readonly signedInAt: Date;
  readonly amr: readonly string[];
  readonly acr: string | undefined;
  /**
   * He came on the word of a university's provider alone, without a factor of his own: he is known as a person, and power that
   * he has is nobody's in this session. `roles` is empty then.
   */
  readonly restsOnAWord: boolean;
}

type Exchange = { request: IncomingMessage & { originalUrl: string; method: string }; response: ServerResponse };
type Off = { readonly redirect: string };
type Visitor = (request: Exchange['request'], response: ServerResponse) => Promise<SignedInPerson | Off>;

export interface OwnSession {
  /** Who is signed in in this browser, without a redirect. */
  current(exchange: Exchange): Promise<SignedInPerson | undefined>;
  /** A page's visitor: who is signed in, or off to sign in and back here. */
  readonly signedIn: Visitor;
  /** The same for what is dangerous: who proved within `step_up_seconds` who he is, or off to prove it again. */
  readonly signedInRecently: Visitor;
}

/** For so long a proof of who somebody is serves for dangerous actions of his own and of an administrator. */
export const step_up_seconds = 15 * 60;

/**
 * The identity provider's own pages: whoever has a session here is signed in to them. Where there is none, the way leads
 * through the same authorization endpoint as for any application (pages/account/sign-in.ts), so nothing is skipped.
 */
export function ownSession({ db, engine, clock }: { db: Db; engine: Engine; clock: Clock }): OwnSession {
  const current = async (exchange: Exchange): Promise<SignedInPerson | undefined> => {
    const here = await whoIsHere(engine, exchange);
    if (!here) return undefined;
    const [account, personId] = await Promise.all([
      findAccountByReference(db, here.accountId),
      findPersonIdByReference(db, here.accountId),
    ]);
    if (account?.state !== 'active' || personId === undefined) return undefined;
    const [roles, profile] = await Promise.all([listRolesOfPerson(db, personId), findProfile(db, personId)]);
    return {
      personId,
      accountPersonId: account.personId,
      referenceId: account.referenceId,
      name: profile ? fullName(profile) : account.referenceId,
      roles: restsOnAWord(here.amr) ? [] : roles,
      restsOnAWord: restsOnAWord(here.amr),
      sessionUid: here.sessionUid,
      signedInAt: new Date((here.loginAt ?? 0) * 1_000),
      amr: here.amr,
      acr: here.acr,
    };
  };
  return {
    current,
    signedIn: async (request, response) =>
      (await current({ request, response })) ?? { redirect: signInPath({ request, response }) },
    signedInRecently: async (request, response) => {
      const exchange = { request, response };
      const person = await current(exchange);
      if (!person) return { redirect: signInPath(exchange) };
      const age_seconds = (clock.now().getTime() - person.signedInAt.getTime()) / 1_000;
      if (age_seconds > step_up_seconds) return { redirect: signInPath(exchange, 'again') };
      return (await owesFactor(db, person)) ? { redirect: signInPath(exchange, 'factor') } : person;
    },
  };
}

/**
 * Whether somebody has a second factor and did not show it: he came on another provider's word, which need not ask for ours.
 * That word, be it "two factors", lets him in, but it changes nothing that protects the account, or whoever runs that provider
 * would be above it.
 */
async function owesFactor(db: Db, { restsOnAWord, accountPersonId, personId, amr }: SignedInPerson): Promise<boolean> {
  if (showsOwnFactor(amr) || !(await hasSecondFactor(db, accountPersonId))) return false;
  // A session of somebody with power may be older than his factor; what it changes is worth as much as any other's.
  return restsOnAWord || hasPower(db, personId);
}

function showsOwnFactor(amr: readonly string[]): boolean {
  return amr.some((method) => ['otp', 'hwk', 'swk'].includes(method));
}

function restsOnAWord(amr: readonly string[]): boolean {
  return amr.includes('fed') && !showsOwnFactor(amr);
}

/** A form that was sent cannot be sent again by itself: its sender comes back to the page that it was on. */
function signInPath({ request }: Exchange, proof?: 'again' | 'factor'): string {
  const to = request.method === 'GET' ? request.originalUrl : ownPath(request.headers.referer, request.headers.host);
  const wishes = { again: 'again=yes&', factor: 'again=yes&factor=yes&' };
  return `/account/sign-in?${proof ? wishes[proof] : ''}to=${encodeURIComponent(to)}`;
}

function ownPath(referer: string | undefined, host: string | undefined): string {
  const url = URL.parse(referer ?? '');
  return url && url.host === host ? url.pathname + url.search : '/account';
}
