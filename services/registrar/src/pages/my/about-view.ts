import { Actions, Alert, Card, type Html, html, LinkButton, PageHeader, Stack } from '@onecampus/pages';
import { endsSoon } from '../../rules/door-time.ts';
import type { MyData } from '../../use-cases/show-my-data.ts';
import { affiliationWord } from '../console/affiliation-words.ts';
import { Entitlements } from './about-entitlements.ts';
import { University } from './about-university.ts';
import { DoorWords, WhoUntilWhen } from './about-windows.ts';
import { type Me, universityOf } from './my-page.ts';
import { myWords } from './my-words.ts';

export function aboutView(me: Me, mine: MyData) {
  const say = myWords(me.locale);
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({
        children: [
          EndsSoon(me, mine),
          Answered(me, mine),
          WhoUntilWhen(me, mine),
          ...mine.parts.map((part) => University(me, mine, part)),
          Entitlements(me, mine),
          TakeHome(me),
        ],
      })}`,
  };
}

function EndsSoon(me: Me, { parts }: MyData): Html | null {
  const soon = endsSoon(
    parts.flatMap((part) => part.affiliations),
    me.now,
  );
  if (soon.length === 0) return null;
  return Alert({
    tone: 'warn',
    title: myWords(me.locale).endsSoon,
    children: html`<ul class="plain-list">${soon.map(
      (one) =>
        html`<li><strong>${`${affiliationWord(me.locale, one.affiliation)}, ${universityOf(me, one.universityId).shortName[me.locale]}.`}</strong>${' '}${DoorWords(me, one)}</li>`,
    )}</ul>`,
  });
}

const fresh_ms = 14 * 86_400_000;

/** An answer of the last fourteen days stands above everything else. */
function Answered(me: Me, { disputes }: MyData): Html | null {
  const say = myWords(me.locale);
  const fresh = disputes.some(({ answeredAt }) => answeredAt && me.now.getTime() - answeredAt.getTime() < fresh_ms);
  if (!fresh) return null;
  return Alert({
    tone: 'info',
    title: say.answered,
    children: Actions({ children: LinkButton({ href: '/my/disputes', label: say.toDisputes }) }),
  });
}

function TakeHome({ locale }: Me): Html {
  const say = myWords(locale);
  return Card({
    title: say.copy,
    children: html`<p>${say.copyText}</p>${Actions({
      children: LinkButton({ label: say.download, href: '/my/copy.json' }),
    })}`,
  });
}
