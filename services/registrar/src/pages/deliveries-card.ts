import type { University } from '@onecampus/directory';
import { Card, formatDateTime, type Html, html, type Locale, StatusBadge, Table, type Tone } from '@onecampus/pages';
import type { listSources } from '../use-cases/list-sources.ts';
import { deliveryWords } from './delivery-words.ts';

type Delivered = Pick<Awaited<ReturnType<typeof listSources>>, 'deliveries' | 'sources'>;

const tones: Readonly<Record<string, Tone>> = { applied: 'ok', held: 'warn', refused: 'error' };

/** The latest files out of watched folders; nothing where there were none. */
export function DeliveriesCard(
  { deliveries, sources }: Delivered,
  { locale, university }: { readonly locale: Locale; readonly university: University | undefined },
): Html | null {
  if (deliveries.length === 0) return null;
  const say = deliveryWords(locale);
  return Card({
    title: say.title,
    flush: true,
    children: Table({
      caption: say.title,
      captionHidden: true,
      columns: [
        { key: 'file', label: say.file, heading: true },
        { key: 'source', label: say.source },
        { key: 'when', label: say.when },
        { key: 'state', label: say.state },
        { key: 'why', label: say.why },
      ],
      rows: deliveries.map((one) => ({
        file: one.importId === null ? one.fileName : html`<a href=${`/imports/${one.importId}`}>${one.fileName}</a>`,
        source: sources.find(({ id }) => id === one.sourceId)?.label,
        when: formatDateTime(locale, one.takenAt, university?.timeZone ?? 'Asia/Tomsk'),
        state: StatusBadge({ tone: tones[one.state] ?? 'neutral', label: say[one.state] }),
        why: one.fault?.[locale] ?? '—',
      })),
    }),
  });
}
