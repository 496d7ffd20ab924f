import type { CardStanding } from '@onecampus/directory';
import { nameOnScreen, type PatronAnswer } from './patron-answer.ts';
import type { SipAccount } from './sip-account.ts';

/** What of a person goes over the line, besides yes and no. */
export interface ShownPatron {
  readonly name?: string;
  readonly class?: string;
  readonly validUntil?: Date;
  readonly homeUniversityId?: string;
  readonly fees?: NonNullable<PatronAnswer['fees']>;
}

/** Only what the account may see, and only of somebody who was recognised: with a wrong PIN there is nothing to see. */
export function shownPatron(
  account: Pick<SipAccount, 'shows'>,
  { standing, answer }: { readonly standing: CardStanding; readonly answer: PatronAnswer },
): ShownPatron {
  if (!answer.known) return {};
  const may = (what: SipAccount['shows'][number]) => account.shows.includes(what);
  return {
    ...(may('name') && standing.name ? { name: nameOnScreen(standing.name) } : {}),
    ...(may('class') && standing.class ? { class: standing.class } : {}),
    ...(may('valid_until') && standing.validUntil ? { validUntil: standing.validUntil } : {}),
    ...(may('home') && standing.classUniversityId ? { homeUniversityId: standing.classUniversityId } : {}),
    ...(may('fees') && answer.fees ? { fees: answer.fees } : {}),
  };
}
