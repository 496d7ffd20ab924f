import { key } from '@onecampus/ephemeral';
import { anybody, type PageAnswer, page } from '@onecampus/http';
import { randomToken } from '@onecampus/runtime';
import { hashToken } from '@onecampus/tokens';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { frontFaultView } from '../../own-front/front-views.ts';
import { type Message, postedMessage } from '../../saml/message.ts';
import { type Handled, readable } from './readable.ts';

const anything = z.record(z.string(), z.unknown());
const carried = z.object({ SAMLRequest: z.string(), RelayState: z.string().optional() });
const carried_seconds = 120;

/**
 * Takes messages by the post binding. A browser sends no cookie of ours along with another site's form; with the redirect
 * that follows it does, so the message waits for it here, for one use.
 */
export function postedMessages(
  app: App,
  context: Context,
  path: '/saml/sso' | '/saml/slo',
  then: (input: Handled, message: Message) => Promise<PageAnswer>,
): void {
  const placeOf = (state: string) => key('own-front', path, hashToken(state));
  page(app, {
    method: 'post',
    path,
    visitor: anybody,
    form: anything,
    handle: (input) =>
      readable(
        input,
        () => postedMessage('SAMLRequest', input.form),
        async () => {
          const state = randomToken();
          const { SAMLRequest, RelayState } = input.form;
          await context.ephemeral.set(placeOf(state), JSON.stringify({ SAMLRequest, RelayState }), carried_seconds);
          return { redirect: `${path}/posted?state=${state}` };
        },
      ),
  });
  page(app, {
    method: 'get',
    path: `${path}/posted`,
    visitor: anybody,
    query: z.object({ state: z.string().max(200) }),
    handle: async (input) => {
      const text = await context.ephemeral.take(placeOf(input.query.state));
      if (text === undefined) return frontFaultView('expired', input.locale);
      return readable(input, () => postedMessage('SAMLRequest', carried.parse(JSON.parse(text))), then);
    },
  });
}
