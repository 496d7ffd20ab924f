import {
  Card,
  Disclosure,
  EmptyState,
  formatDate,
  formatNumber,
  type Html,
  html,
  Table,
  Timeline,
  type TimelineSpan,
} from '@onecampus/pages';
import { doorTime } from '../../rules/door-time.ts';
import type { MyData, MyPart } from '../../use-cases/show-my-data.ts';
import { affiliationWord } from '../console/affiliation-words.ts';
import { lastDay } from '../console/last-day.ts';
import { DisputeLink } from './dispute-link.ts';
import { type Me, universityOf } from './my-page.ts';
import { myWords } from './my-words.ts';

type Said = MyPart['affiliations'][number];

/** Studies and work at all universities as one picture, and as a table beside it; what is over is folded away. */
export function WhoUntilWhen(me: Me, mine: MyData): Html {
  const say = myWords(me.locale);
  const all = mine.parts.flatMap((part) => part.affiliations);
  const past = all.filter((one) => doorTime(one, me.now).kind === 'ended');
  const living = all.filter((one) => !past.includes(one));
  return Card({
    title: say.who,
    detail: say.whoDetail,
    children:
      all.length === 0
        ? EmptyState({ title: say.noAffiliations })
        : html`${Picture(me, all)}
            ${living.length > 0 ? Windows(me, mine, living, say.who) : null}
            ${
              past.length > 0
                ? Disclosure({
                    summary: say.past(formatNumber(me.locale, past.length)),
                    open: living.length === 0,
                    children: Windows(me, mine, past, say.past(formatNumber(me.locale, past.length))),
                  })
                : null
            }`,
  });
}

function Windows(me: Me, mine: MyData, beliefs: readonly Said[], caption: string): Html {
  const { locale } = me;
  const say = myWords(locale);
  return Table({
    caption,
    captionHidden: true,
    columns: [
      { key: 'what', label: say.what, heading: true },
      { key: 'university', label: say.university },
      { key: 'from', label: say.from },
      { key: 'doors', label: say.doors },
    ],
    rows: beliefs.map((one) => {
      const university = universityOf(me, one.universityId);
      const word = affiliationWord(locale, one.affiliation);
      const where = [one.orgUnit, one.programme].filter(Boolean).join(' · ');
      return {
        what: html`${word}${where === '' ? null : html`<div class="soft">${where}</div>`}`,
        university: university.shortName[locale],
        from: formatDate(locale, one.validFrom, university.timeZone),
        doors: html`${DoorWords(me, one)} ${DisputeLink(me, mine, {
          fact: 'affiliation',
          factId: one.id,
          name: word,
          universityId: university.id,
        })}`,
      };
    }),
  });
}

/** Until when an affiliation opens doors, in one plain sentence or two. */
export function DoorWords(me: Me, one: Said): string {
  const say = myWords(me.locale);
  const { timeZone } = universityOf(me, one.universityId);
  const last = (until: Date) => lastDay(me.locale, until, timeZone);
  const time = doorTime(one, me.now);
  switch (time.kind) {
    case 'open':
      return say.openEnd;
    case 'ahead':
      return say.ahead(formatDate(me.locale, time.from, timeZone));
    case 'until':
      return say.until(last(time.until));
    case 'ended':
      return say.ended(last(time.until));
    case 'grace':
      return say.grace(last(time.until), last(time.doorsUntil));
    case 'until-with-grace':
      return say.untilWithGrace(last(time.until), last(time.doorsUntil));
  }
}

function Picture(me: Me, beliefs: readonly Said[]): Html {
  const say = myWords(me.locale);
  const rows = new Map<string, TimelineSpan[]>();
  for (const one of beliefs) {
    const label = `${universityOf(me, one.universityId).shortName[me.locale]} · ${affiliationWord(me.locale, one.affiliation)}`;
    rows.set(label, [...(rows.get(label) ?? []), ...spansOf(me, one)]);
  }
  return Timeline({
    label: say.picture,
    now: me.now,
    nowLabel: say.today,
    narrow: true,
    rows: [...rows].map(([label, spans]) => ({ label, spans })),
  });
}

/** A window is one bar; its grace, where there is any, a second one behind it. */
function spansOf(me: Me, one: Said): TimelineSpan[] {
  const time = doorTime(one, me.now);
  const tone = time.kind === 'ended' || time.kind === 'grace' ? 'neutral' : time.kind === 'ahead' ? 'info' : 'ok';
  const bar = { from: one.validFrom, until: one.validUntil ?? undefined, tone, title: DoorWords(me, one) } as const;
  return 'doorsUntil' in time
    ? [bar, { from: time.until, until: time.doorsUntil, tone: 'warn', title: myWords(me.locale).graceBar }]
    : [bar];
}
