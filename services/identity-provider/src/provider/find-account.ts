import { hashToken } from '@onecampus/tokens';
import type { FindAccount } from 'oidc-provider';
import type { ClientDirectory } from '../client-directory.ts';
import { claimsFor } from '../releases/claims-for.ts';
import type { ReleaseSources } from '../releases/person-facts.ts';
import { findAccountAndPerson } from '../store/accounts.ts';
import { stored } from './protocol-error.ts';
import { requestMemory } from './request-memory.ts';

/**
 * Tells the engine whether an account still stands. It is asked at every step, mostly of a session that has just been read with its account; a locked
 * account is none at all, nor is one whose person was erased, and whatever it was doing ends here. Somebody who became part of another keeps the account
 * and the `sub` that services know; what is said of him is what is so of the person he is. Names and affiliations are read only for the userinfo endpoint:
 * the ID token says who it is and nothing about them, whatever the `claims` parameter asks of it (Moodle breaks on what is
 * not ASCII, and a log of tokens must not be a register of people).
 */
export function accountFinder(sources: ReleaseSources & { readonly clients: ClientDirectory }): FindAccount {
  const { db, clients } = sources;
  return async (ctx, sub, token) => {
    const known = requestMemory()?.accounts.get(sub);
    const { account, personId } = known ?? (await stored(() => findAccountAndPerson(db, sub)));
    if (account?.state !== 'active' || personId === undefined) return undefined;
    return {
      accountId: sub,
      claims: async (use, scope, claims) => {
        const client = use === 'userinfo' && ctx.oidc.client ? await clients.find(ctx.oidc.client.clientId) : undefined;
        if (!client) return { sub };
        const released = await stored(() =>
          claimsFor(sources, {
            accountId: sub,
            personId,
            client,
            scope,
            claims: Object.keys(claims ?? {}),
            sessionUid: token && 'sessionUid' in token ? token.sessionUid : undefined,
            occasion: token && 'jti' in token ? hashToken(String(token.jti)) : undefined,
          }),
        );
        // The engine puts the application's own subject in the place of the account's (extensions/pairwise.ts).
        return { ...released.claims, sub };
      },
    };
  };
}
