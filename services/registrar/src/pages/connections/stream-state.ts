import { type Html, StatusBadge } from '@onecampus/pages';
import type { EventStream } from '../../rules/event-stream.ts';
import type { Seen } from '../console/seen.ts';
import { connectionsWords } from './connections-words.ts';

export function StreamState({ seen, state }: { seen: Seen; state: EventStream['state'] }): Html {
  const say = connectionsWords(seen.locale);
  if (state === 'enabled') return StatusBadge({ tone: 'ok', label: say.enabled });
  return state === 'paused'
    ? StatusBadge({ tone: 'neutral', label: say.paused })
    : StatusBadge({ tone: 'error', label: say.failing });
}
