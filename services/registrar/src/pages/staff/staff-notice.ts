import { Alert, type Html } from '@onecampus/pages';
import type { Seen } from '../console/seen.ts';
import { staffWords } from './staff-words.ts';

/** What has just happened, as the address of the page says it. */
export const staffNotices = [
  'given',
  'asked',
  'agreed',
  'refused',
  'withdrawn',
  'revoked',
  'decided-already',
  'asked-already',
  'held-already',
  'second-pair',
] as const;
export type StaffNotice = (typeof staffNotices)[number];

export function StaffDone({ locale }: Seen, done: StaffNotice | undefined): Html | null {
  const say = staffWords(locale);
  const notices: Readonly<Record<StaffNotice, Parameters<typeof Alert>[0]>> = {
    given: { tone: 'ok', title: say.doneGiven },
    asked: { tone: 'ok', title: say.doneAsked, text: say.doneAskedText },
    agreed: { tone: 'ok', title: say.doneAgreed },
    refused: { tone: 'ok', title: say.doneRefused },
    withdrawn: { tone: 'ok', title: say.doneWithdrawn },
    revoked: { tone: 'ok', title: say.doneRevoked },
    'decided-already': { tone: 'warn', title: say.alreadyDecided, text: say.alreadyDecidedText },
    'asked-already': { tone: 'info', title: say.alreadyAsked, text: say.alreadyAskedText },
    'held-already': { tone: 'info', title: say.alreadyHeld },
    'second-pair': { tone: 'warn', title: say.secondPair, text: say.secondPairText },
  };
  return done === undefined ? null : Alert(notices[done]);
}
