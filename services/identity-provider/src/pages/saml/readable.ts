import type { PageAnswer, PageDefinition } from '@onecampus/http';
import type { z } from 'zod';
import { frontFaultView } from '../../own-front/front-views.ts';
import { XmlRefused } from '../../rules/strict-xml.ts';
import type { Message } from '../../saml/message.ts';

export type Handled = Parameters<PageDefinition<undefined, z.ZodType, z.ZodType, z.ZodType>['handle']>[0];

/** What cannot be read, or is not believed, is said on a page of ours: it is not known whom else to tell. */
export async function readable(
  input: Handled,
  read: () => Message,
  then: (input: Handled, message: Message) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  try {
    return await then(input, read());
  } catch (error) {
    if (error instanceof XmlRefused) return frontFaultView('malformed', input.locale, error.message);
    throw error;
  }
}

/** As it was sent: the signature is over these very characters. */
export function queryOf({ request }: Pick<Handled, 'request'>): string {
  const at = request.originalUrl.indexOf('?');
  return at < 0 ? '' : request.originalUrl.slice(at + 1);
}
