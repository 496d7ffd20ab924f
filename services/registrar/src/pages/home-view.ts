import type { PageView, StaffMember } from '@onecampus/http';
import {
  Actions,
  Button,
  Card,
  commonWords,
  EmptyState,
  Field,
  Form,
  formatDateTime,
  formatNumber,
  type Html,
  html,
  LinkButton,
  type Locale,
  PageHeader,
  SelectField,
  Stack,
  Table,
} from '@onecampus/pages';
import type { listSources } from '../use-cases/list-sources.ts';
import { DeliveriesCard } from './deliveries-card.ts';
import { feedsFrame } from './frame.ts';
import { StateBadge } from './state-badge.ts';
import { words } from './words.ts';

type Known = Awaited<ReturnType<typeof listSources>>;
interface Home extends Known {
  readonly visitor: StaffMember;
  readonly locale: Locale;
  readonly labelMissing?: boolean;
}

export function homeView(home: Home): PageView {
  const say = words(home.locale);
  return {
    title: say.service,
    ...feedsFrame(home.visitor, home.locale, home.universities[0]!),
    body: html`
      ${PageHeader({ title: say.service, lead: say.lead })}
      ${Stack({ children: [Sources(home), Imports(home), DeliveriesCard(home, { locale: home.locale, university: home.universities[0] }), AddSource(home)] })}`,
  };
}

function Sources({ sources, universities, locale }: Home): Html {
  const say = words(locale);
  if (sources.length === 0)
    return Card({ title: say.sources, children: EmptyState({ title: say.noSources, text: say.noSourcesText }) });
  return Card({
    title: say.sources,
    flush: true,
    children: Table({
      caption: say.sources,
      captionHidden: true,
      columns: [
        { key: 'source', label: say.source, heading: true },
        { key: 'university', label: say.university },
        { key: 'action', label: say.action, align: 'end' },
      ],
      rows: sources.map((source) => ({
        source: source.label,
        university: universities.find((one) => one.id === source.universityId)?.shortName[locale],
        action: LinkButton({ label: say.upload, href: `/sources/${source.id}` }),
      })),
    }),
  });
}

function Imports({ imports, sources, universities, locale }: Home): Html {
  const say = words(locale);
  return Card({
    title: say.imports,
    flush: true,
    children: Table({
      caption: say.imports,
      captionHidden: true,
      empty: say.noImports,
      columns: [
        { key: 'when', label: say.when, heading: true },
        { key: 'source', label: say.source },
        { key: 'state', label: say.state },
        { key: 'counts', label: say.counts },
      ],
      rows: heldFirst(imports).map((one) => {
        const zone = universities.find(({ id }) => id === one.universityId)?.timeZone ?? 'Asia/Tomsk';
        return {
          when: html`<a href=${`/imports/${one.id}`}>${formatDateTime(locale, one.createdAt, zone)}</a>`,
          source: sources.find(({ id }) => id === one.sourceId)?.label,
          state: StateBadge({ state: one.state, locale }),
          counts: one.counts
            ? `${say.new}: ${formatNumber(locale, one.counts.new)}, ${say.changed.toLowerCase()}: ${formatNumber(locale, one.counts.changed)}, ${say.ending.toLowerCase()}: ${formatNumber(locale, one.counts.ending)}`
            : '—',
        };
      }),
    }),
  });
}

/** An import that the brake holds waits for somebody; everything else is news. */
function heldFirst(imports: Home['imports']): Home['imports'] {
  const held = (state: string) => Number(state === 'needs-review');
  return [...imports].sort((one, other) => held(other.state) - held(one.state));
}

function AddSource({ universities, locale, labelMissing }: Home): Html {
  const say = words(locale);
  return Card({
    title: say.addSource,
    children: Form({
      action: '/sources',
      children: html`
        ${SelectField({ label: say.university, name: 'university', options: universities.map((one) => ({ value: one.id, label: one.shortName[locale] })) })}
        ${Field({ label: say.sourceLabel, name: 'label', hint: say.sourceLabelHint, error: labelMissing ? commonWords(locale).required : undefined })}
        ${SelectField({
          label: say.sourceKind,
          name: 'kind',
          options: [
            { value: 'sis', label: say.sis },
            { value: 'hr', label: say.hr },
          ],
        })}
        ${Actions({ children: Button({ label: say.add, tone: 'secondary' }) })}`,
    }),
  });
}
