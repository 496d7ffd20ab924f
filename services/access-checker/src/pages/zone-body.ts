import { isReasonCode, PRIORITY, type PriorityClass, reasonCodes } from '@onecampus/access-rules';
import type { University } from '@onecampus/directory';
import {
  Card,
  DescriptionList,
  formatDateTime,
  type Html,
  html,
  type Locale,
  Pagination,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import { describeAudience } from '../rules/describe-audience.ts';
import { describeSchedule } from '../rules/describe-schedule.ts';
import { type NamedRule, ruleOfRow } from '../rules/rule-of-row.ts';
import type { viewPassages, viewRules, viewTerminals, ZoneWithUniversity } from '../use-cases/view-zones.ts';
import { kindName } from './kinds.ts';
import { words } from './words.ts';

type Rows<View extends (...input: never[]) => Promise<unknown>> = Awaited<ReturnType<View>>;

export interface ZoneBodyProps {
  readonly locale: Locale;
  readonly zone: ZoneWithUniversity;
  readonly universities: readonly University[];
  readonly rules: Rows<typeof viewRules>;
  readonly terminals: Rows<typeof viewTerminals>;
  readonly passages: Rows<typeof viewPassages>['passages'];
  readonly next: string | null;
  readonly now: Date;
}

/** A terminal asks or reports every few seconds; one that was not heard of for so long is worth a walk. */
const silent_after_ms = 60_000;

/** One zone: its rules in plain words, its terminals, its latest passages. */
export function zoneBody(props: ZoneBodyProps): Html[] {
  return [rulesCard(props), terminalsCard(props), passagesCard(props), factsCard(props)];
}

function rulesCard({ locale, zone, rules, universities }: ZoneBodyProps): Html {
  const text = words(locale);
  const ordered = rules
    .map((row) => ruleOfRow(row, zone.slug))
    .sort((a, b) => b.priority - a.priority || (a.effect === b.effect ? 0 : a.effect === 'deny' ? -1 : 1));
  return Card({
    title: text.rules,
    detail: text.rulesDetail,
    flush: true,
    children: Table({
      caption: text.rules,
      captionHidden: true,
      empty: text.noRules,
      columns: [
        { key: 'effect', label: text.effect },
        { key: 'who', label: text.who, heading: true },
        { key: 'when', label: text.when },
      ],
      rows: ordered.map((rule) => ({
        effect: html`${StatusBadge(
          rule.effect === 'permit' ? { tone: 'ok', label: text.permit } : { tone: 'error', label: text.deny },
        )}<br /><small>${text[classOf(rule)]}</small>`,
        who: html`${describeAudience(rule.audience, locale, universities)}${
          rule.purpose ? html`<br /><small>${rule.purpose[locale]}</small>` : null
        }`,
        when: html`${describeSchedule(rule.schedule, locale)}${validity(rule, zone.timeZone, locale)}`,
      })),
    }),
  });
}

function classOf({ priority }: NamedRule): PriorityClass {
  return Object.entries(PRIORITY).find(([, value]) => value === priority)![0] as PriorityClass;
}

function validity({ validFrom, validTo }: NamedRule, timeZone: string, locale: Locale): Html | null {
  const text = words(locale);
  const date = (at: number) => formatDateTime(locale, new Date(at), timeZone);
  const parts = [
    validFrom === null ? '' : text.from(date(validFrom)),
    validTo === null ? '' : text.until(date(validTo)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : html`<br /><small>${parts.join(' ')}</small>`;
}

function terminalsCard({ locale, zone, terminals, now }: ZoneBodyProps): Html {
  const text = words(locale);
  return Card({
    title: text.terminals,
    flush: true,
    children: Table({
      caption: text.terminals,
      captionHidden: true,
      empty: text.noTerminals,
      columns: [
        { key: 'name', label: text.terminal, heading: true },
        { key: 'state', label: text.state },
        { key: 'seen', label: text.lastSeen },
      ],
      rows: terminals.map(({ name, state, lastSeenAt }) => {
        const inTouch = lastSeenAt !== null && now.getTime() - lastSeenAt.getTime() < silent_after_ms;
        return {
          name,
          state: StatusBadge(
            state === 'revoked'
              ? { tone: 'neutral', label: text.revoked }
              : inTouch
                ? { tone: 'ok', label: text.online }
                : { tone: 'warn', label: text.silent },
          ),
          seen: lastSeenAt === null ? text.never : formatDateTime(locale, lastSeenAt, zone.timeZone),
        };
      }),
    }),
  });
}

function passagesCard({ locale, zone, passages, next }: ZoneBodyProps): Html {
  const text = words(locale);
  return Card({
    title: text.passages,
    detail: text.passagesDetail,
    flush: true,
    actions: next
      ? Pagination({ label: text.passages, next: { href: `/zones/${zone.slug}?before=${next}`, label: text.older } })
      : undefined,
    children: Table({
      caption: text.passages,
      captionHidden: true,
      empty: text.noPassages,
      columns: [
        { key: 'at', label: text.time },
        { key: 'decision', label: text.decision },
        { key: 'reason', label: text.reason, heading: true },
        { key: 'rule', label: text.rule },
        { key: 'terminal', label: text.terminal },
      ],
      rows: passages.map((passage) => ({
        at: formatDateTime(locale, passage.at, zone.timeZone),
        decision: StatusBadge(
          passage.decision
            ? { tone: 'ok', label: passage.direction === 'exit' ? text.exit : text.let }
            : { tone: 'error', label: text.refused },
        ),
        reason: isReasonCode(passage.reasonCode) ? reasonCodes[passage.reasonCode].guard[locale] : passage.reasonCode,
        rule: passage.ruleName ?? '—',
        terminal: passage.terminalName,
      })),
    }),
  });
}

function factsCard({ locale, zone }: ZoneBodyProps): Html {
  const text = words(locale);
  return Card({
    title: text.facts,
    children: DescriptionList({
      items: [
        { term: text.kind, description: kindName(zone.kind, locale) },
        { term: text.slug, description: zone.slug },
        { term: text.timeZone, description: zone.timeZone },
      ],
    }),
  });
}
