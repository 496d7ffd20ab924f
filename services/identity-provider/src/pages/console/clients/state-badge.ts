import { type Html, type Locale, StatusBadge } from '@onecampus/pages';
import type { ShownClient } from '../../../use-cases/find-own-client.ts';
import { clientStateWords } from './clients-words.ts';

const tones = { draft: 'info', live: 'ok', suspended: 'warn', withdrawn: 'neutral' } as const;

/** Whether an application is open, in one word. */
export function StateBadge({ locale, state }: { readonly locale: Locale; readonly state: ShownClient['state'] }): Html {
  return StatusBadge({ tone: tones[state], label: clientStateWords(locale)[state] });
}
