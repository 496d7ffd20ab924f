import { type Locale, StatusBadge } from '@onecampus/pages';
import type { WaysIn } from '../../../use-cases/list-ways-in.ts';
import { waysInWords } from './ways-in-words.ts';

const tones = { draft: 'neutral', tested: 'info', live: 'ok', paused: 'warn' } as const;

/** A draft, tested, live or paused: as a badge. */
export function stateBadge(state: WaysIn['upstreams'][number]['state'], locale: Locale) {
  return StatusBadge({ tone: tones[state], label: waysInWords(locale)[state] });
}
