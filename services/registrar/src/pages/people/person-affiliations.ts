import type { Belief } from '@onecampus/directory';
import {
  Card,
  Disclosure,
  EmptyState,
  formatDate,
  formatNumber,
  type Html,
  html,
  StatusBadge,
  Table,
  Timeline,
  type Tone,
} from '@onecampus/pages';
import { type BeliefState, beliefState } from '../../rules/belief-state.ts';
import { affiliationWord } from '../console/affiliation-words.ts';
import { lastDay } from '../console/last-day.ts';
import type { Seen } from '../console/seen.ts';
import type { PersonPage } from './person-page.ts';
import { personWords } from './person-words.ts';

const tones = {
  future: 'info',
  current: 'ok',
  grace: 'warn',
  ended: 'neutral',
} as const satisfies Record<BeliefState, Tone>;

/** What is believed now as a picture and as a table beside it; what was believed before is folded away. */
export function Affiliations({ seen, person, now }: PersonPage): Html {
  const { locale } = seen;
  const say = personWords(locale);
  const believed = person.affiliations.filter((one) => one.recordedUntil === null);
  const before = person.affiliations.filter((one) => one.recordedUntil !== null);
  return Card({
    title: say.affiliations,
    detail: say.affiliationsDetail,
    children: html`
      ${
        believed.length === 0
          ? EmptyState({ title: say.nothingChanged, text: say.noAffiliations })
          : html`${Picture(seen, believed, now)}${BeliefTable({ seen, beliefs: believed, now, caption: say.affiliations })}`
      }
      ${
        before.length === 0
          ? null
          : Disclosure({
              summary: say.before(formatNumber(locale, before.length)),
              children: Former(seen, before),
            })
      }`,
  });
}

function Picture(seen: Seen, beliefs: readonly Belief[], now: Date): Html {
  const say = personWords(seen.locale);
  const rows = new Map<string, Belief[]>();
  for (const one of beliefs) {
    const label = [affiliationWord(seen.locale, one.affiliation), one.orgUnit].filter(Boolean).join(' · ');
    rows.set(label, [...(rows.get(label) ?? []), one]);
  }
  return html`<div class="scroll-sideways" role="region" tabindex="0" aria-label=${say.picture}>${Timeline({
    label: say.picture,
    now,
    nowLabel: say.today,
    rows: [...rows].map(([label, list]) => ({ label, spans: list.flatMap((one) => spansOf(seen, one, now)) })),
  })}</div>`;
}

/** A window is one bar; its grace, where there is any, a second one behind it. */
function spansOf(seen: Seen, one: Belief, now: Date) {
  const state = beliefState(one, now);
  const from = formatDate(seen.locale, one.validFrom, seen.university.timeZone);
  const title = `${from} – ${Until(seen, one)}`;
  const bar = {
    from: one.validFrom,
    until: one.validUntil ?? undefined,
    tone: state === 'grace' ? ('neutral' as const) : tones[state],
    title,
  };
  const grace = one.validUntil && one.effectiveUntil && one.effectiveUntil > one.validUntil && state !== 'ended';
  return grace
    ? [
        bar,
        {
          from: one.validUntil,
          until: one.effectiveUntil,
          tone: 'warn' as const,
          title: personWords(seen.locale).inGrace,
        },
      ]
    : [bar];
}

/** Affiliations with their windows and how they stand. */
export function BeliefTable(shown: { seen: Seen; beliefs: readonly Belief[]; now: Date; caption: string }): Html {
  const { seen, beliefs, now, caption } = shown;
  const { locale, university } = seen;
  const say = personWords(locale);
  return Table({
    caption,
    captionHidden: true,
    columns: [
      { key: 'what', label: say.what, heading: true },
      { key: 'from', label: say.from, nowrap: true },
      { key: 'until', label: say.until, nowrap: true },
      { key: 'state', label: say.state },
      { key: 'recorded', label: say.recorded, nowrap: true },
    ],
    rows: beliefs.map((one) => ({
      what: html`${affiliationWord(locale, one.affiliation)}${Where(one)}`,
      from: formatDate(locale, one.validFrom, university.timeZone),
      until: Until(seen, one),
      state: State(seen, one, now),
      recorded: formatDate(locale, one.recordedFrom, university.timeZone),
    })),
  });
}

function Former(seen: Seen, beliefs: readonly Belief[]): Html {
  const { locale, university } = seen;
  const say = personWords(locale);
  return Table({
    caption: say.before(formatNumber(locale, beliefs.length)),
    captionHidden: true,
    columns: [
      { key: 'what', label: say.what, heading: true },
      { key: 'from', label: say.from, nowrap: true },
      { key: 'until', label: say.until, nowrap: true },
      { key: 'recorded', label: say.recorded, nowrap: true },
      { key: 'believed', label: say.believedUntil },
    ],
    rows: beliefs.map((one) => ({
      what: html`${affiliationWord(locale, one.affiliation)}${Where(one)}`,
      from: formatDate(locale, one.validFrom, university.timeZone),
      until: Until(seen, one),
      recorded: formatDate(locale, one.recordedFrom, university.timeZone),
      believed: formatDate(locale, one.recordedUntil!, university.timeZone),
    })),
  });
}

function Where({ orgUnit, programme }: Belief): Html | null {
  const where = [orgUnit, programme].filter(Boolean).join(' · ');
  return where === '' ? null : html`<div class="soft">${where}</div>`;
}

function Until({ locale, university }: Seen, { validUntil }: Belief): string {
  return validUntil === null ? personWords(locale).openEnd : lastDay(locale, validUntil, university.timeZone);
}

function State({ locale, university }: Seen, one: Belief, now: Date): Html {
  const say = personWords(locale);
  const state = beliefState(one, now);
  const labels = { future: say.ahead, current: say.active, grace: say.inGrace, ended: say.ended };
  return html`${StatusBadge({ tone: tones[state], label: labels[state] })}${
    state === 'grace' && one.effectiveUntil
      ? html`<div class="soft">${say.graceUntil(lastDay(locale, one.effectiveUntil, university.timeZone))}</div>`
      : null
  }`;
}
