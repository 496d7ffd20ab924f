import { formatDate, formatNumber } from '@onecampus/pages';
import type { Overview } from '../../use-cases/show-overview.ts';
import { consolePath } from '../console/console-frame.ts';
import type { ConsoleRole } from '../console/place.ts';
import type { Seen } from '../console/seen.ts';
import { overviewWords } from './overview-words.ts';

/** Something that waits for somebody: what it is, why, and where it is dealt with. */
export interface Matter {
  readonly tone: 'warn' | 'error' | 'info';
  readonly title: string;
  readonly text: string;
  readonly href: string;
}

/** What waits at a university, for the roles that the visitor has; the most pressing first. */
export function attentionOf(seen: Seen, { waiting, silent, departure }: Overview): Matter[] {
  const { locale, university, roles } = seen;
  const say = overviewWords(locale);
  const root = consolePath(university);
  const matters: Matter[] = [];
  const add = (role: ConsoleRole, count: number, matter: Omit<Matter, 'href'>, path: string) => {
    if (count > 0 && roles.includes(role)) matters.push({ ...matter, href: `${root}${path}` });
  };
  const n = (count: number) => formatNumber(locale, count);
  const date = (at: Date) => formatDate(locale, at, university.timeZone);
  add(
    'registrar',
    waiting.heldImports,
    { tone: 'warn', title: say.held(n(waiting.heldImports)), text: say.heldText },
    '/feeds',
  );
  add(
    'administrator',
    waiting.failingStreams,
    { tone: 'error', title: say.streams(n(waiting.failingStreams)), text: say.streamsText },
    '/connections',
  );
  add(
    'registrar',
    waiting.erasures,
    { tone: 'warn', title: say.erasures(n(waiting.erasures)), text: say.erasuresText },
    '/erasures',
  );
  add(
    'registrar',
    waiting.disputes,
    { tone: 'warn', title: say.disputes(n(waiting.disputes)), text: say.disputesText },
    '/disputes',
  );
  add(
    'administrator',
    waiting.roleRequests,
    { tone: 'warn', title: say.roles(n(waiting.roleRequests)), text: say.rolesText },
    '/staff',
  );
  if (departure)
    add(
      'administrator',
      1,
      { tone: 'error', title: say.departure(date(departure.leavesAt)), text: say.departureText },
      '/settings',
    );
  add(
    'registrar',
    waiting.matchRequests,
    { tone: 'info', title: say.matches(n(waiting.matchRequests)), text: say.matchesText },
    '/matches',
  );
  add(
    'registrar',
    waiting.stagedImports,
    { tone: 'info', title: say.staged(n(waiting.stagedImports)), text: say.stagedText },
    '/feeds',
  );
  for (const source of silent) {
    const text = source.lastSaidAt ? say.silentSince(date(source.lastSaidAt)) : say.silentNever;
    add('registrar', 1, { tone: 'info', title: say.silent(source.label), text }, '/feeds');
  }
  return matters;
}
