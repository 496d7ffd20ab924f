import { findPersonIdByReference, listRolesOfPerson } from '@onecampus/directory';
import { errors, interactionPolicy } from 'oidc-provider';
import type { EngineExtension } from '../extension.ts';
import { stored } from '../protocol-error.ts';

const { Check } = interactionPolicy;

/** What the page of a fault is told where an application is not open yet; not a code of OAuth. */
export const clientNotOpen = 'client_not_open';

/**
 * An application that is a draft lets in the administrators of its university and nobody else: whoever has signed in and is
 * none of them sees why, at every authorization, with or without a question. Suspended and withdrawn ones are not found at
 * all (client-adapter.ts).
 */
export const clientStates: EngineExtension = {
  name: 'client-states',
  checks: ({ stores }) => [
    {
      prompt: 'login',
      check: new Check('client_not_open', 'the application is not open yet', 'access_denied', async (ctx) => {
        const { client, session, account } = ctx.oidc;
        if (!client || session?.accountId === undefined || account === undefined) return Check.NO_NEED_TO_PROMPT;
        const accountId = session.accountId;
        const present = await stored(() => stores.clients.find(client.clientId));
        if (present?.state !== 'draft') return Check.NO_NEED_TO_PROMPT;
        const roles = await stored(async () => {
          const personId = await findPersonIdByReference(stores.db, accountId);
          return personId === undefined ? [] : listRolesOfPerson(stores.db, personId);
        });
        const mayTry = roles.some(
          (one) =>
            one.role === 'administrator' &&
            (present.universityId === null || one.universityId === present.universityId),
        );
        if (mayTry) return Check.NO_NEED_TO_PROMPT;
        throw Object.assign(new errors.CustomOIDCProviderError(clientNotOpen, 'the application is not open yet'), {
          allow_redirect: false,
        });
      }),
    },
  ],
};
