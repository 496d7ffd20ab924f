import {
  Actions,
  Alert,
  Button,
  Card,
  Columns,
  EmptyState,
  Field,
  Form,
  formatDateTime,
  formatNumber,
  type Html,
  html,
  PageHeader,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import type { listEventStreams, showEventLog } from '../../use-cases/list-event-streams.ts';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { connectionsWords } from './connections-words.ts';
import { StreamState } from './stream-state.ts';

interface StreamPage {
  readonly seen: Seen;
  readonly stream: Awaited<ReturnType<typeof listEventStreams>>[number];
  readonly log: Awaited<ReturnType<typeof showEventLog>>;
  readonly replayed: number | undefined;
  readonly dayMissing: boolean;
}

export function streamView(shown: StreamPage) {
  const { seen, stream, replayed } = shown;
  const say = connectionsWords(seen.locale);
  return {
    title: stream.label,
    body: html`
      ${PageHeader({
        title: stream.label,
        lead: html`<span class="facts-line">${StreamState({ seen, state: stream.state })}<span>${say.streamLead(stream.audience)}</span></span>`,
        back: { href: `${consolePath(seen.university)}/connections`, label: say.streamBack },
      })}
      ${replayed === undefined ? null : Alert({ tone: 'ok', title: say.replayed(formatNumber(seen.locale, replayed)) })}
      ${Columns({ main: Log(shown), side: [Pause(shown), Replay(shown)] })}`,
  };
}

function Log({ seen, log }: StreamPage): Html {
  const { locale, university } = seen;
  const say = connectionsWords(locale);
  if (log.length === 0) return Card({ title: say.log, children: EmptyState({ title: say.log, text: say.noLog }) });
  const date = (at: Date) => formatDateTime(locale, at, university.timeZone);
  const states = {
    pending: StatusBadge({ tone: 'info', label: say.pending }),
    delivered: StatusBadge({ tone: 'ok', label: say.delivered }),
    refused: StatusBadge({ tone: 'error', label: say.refusedByReceiver }),
    'given-up': StatusBadge({ tone: 'error', label: say.givenUp }),
  };
  return Card({
    title: say.log,
    detail: say.logDetail,
    flush: true,
    children: Table({
      caption: say.log,
      captionHidden: true,
      columns: [
        { key: 'when', label: say.when, heading: true },
        { key: 'what', label: say.what },
        { key: 'state', label: say.state },
        { key: 'answer', label: say.answer },
        { key: 'attempts', label: say.attempts, align: 'end' },
      ],
      rows: log.map((one) => ({
        when: date(one.happenedAt),
        what: html`<span class="code">${one.events.join(', ')}</span>${
          one.attributes.length === 0 ? null : html`<div class="soft">${one.attributes.join(', ')}</div>`
        }`,
        state: states[one.state],
        answer: html`${one.lastStatus ?? '—'}${one.lastError ? html`<div class="soft">${one.lastError}</div>` : null}${
          one.state === 'pending' && one.attempts > 0
            ? html`<div class="soft">${say.nextTry(date(one.dueAt))}</div>`
            : null
        }`,
        attempts: formatNumber(locale, one.attempts),
      })),
    }),
  });
}

function Pause({ seen, stream }: StreamPage): Html {
  const say = connectionsWords(seen.locale);
  const paused = stream.state === 'paused';
  return Card({
    title: paused ? say.resume : say.pause,
    children: Form({
      action: `${consolePath(seen.university)}/connections/streams/${stream.id}/pause`,
      children: html`<p>${say.pausedText}</p>${Actions({
        children: Button({
          label: paused ? say.resume : say.pause,
          name: 'paused',
          value: paused ? 'no' : 'yes',
          tone: 'secondary',
        }),
      })}`,
    }),
  });
}

function Replay({ seen, stream, dayMissing }: StreamPage): Html {
  const say = connectionsWords(seen.locale);
  return Card({
    title: say.replay,
    children: Form({
      action: `${consolePath(seen.university)}/connections/streams/${stream.id}/replay`,
      children: html`<p>${say.replayText}</p>
        ${Field({ label: say.since, name: 'since', type: 'date', width: 'medium', error: dayMissing ? say.sinceMissing : undefined })}
        ${Actions({ children: Button({ label: say.replay, tone: 'secondary' }) })}`,
    }),
  });
}
