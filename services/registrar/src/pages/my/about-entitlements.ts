import { Card, type Html, html } from '@onecampus/pages';
import type { MyData } from '../../use-cases/show-my-data.ts';
import { lastDay } from '../console/last-day.ts';
import { DisputeLink } from './dispute-link.ts';
import { type Me, universityOf } from './my-page.ts';
import { myWords } from './my-words.ts';

/** What the person may do at this moment, who grants it, and under which agreement. */
export function Entitlements(me: Me, mine: MyData): Html {
  const { locale } = me;
  const say = myWords(locale);
  return Card({
    title: say.entitlements,
    detail: say.entitlementsDetail,
    children:
      mine.entitlements.length === 0
        ? html`<p class="soft">${say.noEntitlements}</p>`
        : html`<ul class="plain-list">${mine.entitlements.map((one) => {
            const university = universityOf(me, one.universityId);
            const label = one.label[locale];
            const answerable = mine.parts.some((part) => part.universityId === one.universityId);
            return html`<li><strong>${label}</strong> ${
              one.validUntil ? say.untilDay(lastDay(locale, one.validUntil, university.timeZone)) : null
            }
              <div class="soft">${say.granted(university.shortName[locale])}${
                one.agreement ? html`<br />${say.agreement(one.agreement[locale], one.agreement.reference)}` : null
              }</div>
              ${
                answerable
                  ? DisputeLink(me, mine, {
                      fact: 'entitlement',
                      factId: one.grantId,
                      name: label,
                      universityId: one.universityId,
                    })
                  : null
              }</li>`;
          })}</ul>`,
  });
}
