import { Alert, type Html } from '@onecampus/pages';
import type { Seen } from '../console/seen.ts';
import { matchesWords } from './matches-words.ts';

/** What has just happened, as the address of the page says it. */
export const matchNotices = ['said', 'closed', 'decided-already', 'second-pair', 'own-record'] as const;
export type MatchNotice = (typeof matchNotices)[number];

export function MatchDone({ locale }: Seen, done: MatchNotice | undefined): Html | null {
  const say = matchesWords(locale);
  const notices: Readonly<Record<MatchNotice, Parameters<typeof Alert>[0]>> = {
    said: { tone: 'ok', title: say.doneSaid, text: say.doneSaidText },
    closed: { tone: 'ok', title: say.doneClosed },
    'decided-already': { tone: 'warn', title: say.decidedAlready },
    'second-pair': { tone: 'warn', title: say.secondPair, text: say.secondPairText },
    'own-record': { tone: 'warn', title: say.ownRecord, text: say.ownRecordText },
  };
  return done === undefined ? null : Alert(notices[done]);
}
