import { type Html, html } from '@onecampus/pages';
import type { DisputedFact } from '../../rules/dispute.ts';
import type { MyData } from '../../use-cases/show-my-data.ts';
import { type Me, universityOf } from './my-page.ts';
import { myWords } from './my-words.ts';

export interface FactOnPage {
  readonly fact: DisputedFact;
  readonly factId: string;
  /** As the page calls it. */
  readonly name: string;
  readonly universityId: string;
  /** Words of the link, where they are not the usual ones. */
  readonly label?: string;
}

/** To the form that disputes a fact, or to the dispute that is open about it already. */
export function DisputeLink(me: Me, { disputes }: Pick<MyData, 'disputes'>, about: FactOnPage): Html {
  const say = myWords(me.locale);
  const open = disputes.some((one) => one.state === 'open' && one.fact === about.fact && one.factId === about.factId);
  if (open) return html`<a class="side-link" href="/my/disputes">${say.disputed}</a>`;
  const university = universityOf(me, about.universityId).shortName[me.locale];
  return html`<a class="side-link" href=${`/my/disputes/new?fact=${about.fact}&id=${about.factId}`}
    aria-label=${about.label ? `${about.label}: ${about.name}` : say.wrongAbout(about.name, university)}>${about.label ?? say.wrong}</a>`;
}
