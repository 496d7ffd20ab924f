import {
  Alert,
  Card,
  Code,
  EmptyState,
  formatDate,
  formatDateTime,
  formatNumber,
  type Html,
  html,
  LinkButton,
  PageHeader,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import type { listEventStreams } from '../../use-cases/list-event-streams.ts';
import type { listClients } from '../../use-cases/scim/list-clients.ts';
import type { listTokens } from '../../use-cases/scim/list-tokens.ts';
import { consolePath } from '../console/console-frame.ts';
import { CopyValues } from '../console/copy-values.ts';
import type { Seen } from '../console/seen.ts';
import { connectionsWords } from './connections-words.ts';
import { StreamState } from './stream-state.ts';

export const connectionNotices = ['revoked', 'unbound', 'ended'] as const;
type Token = Awaited<ReturnType<typeof listTokens>>[number];

interface Connections {
  readonly seen: Seen;
  readonly url: string;
  readonly tokens: readonly Token[];
  readonly clients: Awaited<ReturnType<typeof listClients>>;
  readonly streams: Awaited<ReturnType<typeof listEventStreams>>;
  readonly done: (typeof connectionNotices)[number] | undefined;
  readonly now: Date;
}

export function connectionsView(shown: Connections) {
  const { locale, university } = shown.seen;
  const say = connectionsWords(locale);
  const done = { revoked: say.doneRevoked, unbound: say.doneUnbound, ended: say.doneEnded };
  return {
    title: say.connections,
    body: html`
      ${PageHeader({
        title: say.connections,
        lead: say.lead,
        actions: LinkButton({
          label: say.connect,
          tone: 'primary',
          href: `${consolePath(university)}/connections/connect`,
        }),
      })}
      ${Stack({
        children: [
          shown.done ? Alert({ tone: 'ok', title: done[shown.done] }) : null,
          Scim(shown),
          Streams(shown),
          Clients(shown),
        ],
      })}`,
  };
}

function Scim({ seen, url, tokens, now }: Connections): Html {
  const { locale, university } = seen;
  const say = connectionsWords(locale);
  const root = `${consolePath(university)}/connections`;
  const date = (at: Date) => formatDate(locale, at, university.timeZone);
  return Card({
    title: say.scim,
    detail: say.scimDetail,
    children: html`
      ${CopyValues({ values: [{ label: say.baseUrl, value: url }] })}
      <div><h3>${say.tokens}</h3><p class="soft">${say.tokensDetail}</p></div>
      ${
        tokens.length === 0
          ? EmptyState({ title: say.noTokens, text: say.noTokensText })
          : Table({
              caption: say.tokens,
              captionHidden: true,
              columns: [
                { key: 'name', label: say.name, heading: true },
                { key: 'state', label: say.state },
                { key: 'used', label: say.lastUsed },
                { key: 'expires', label: say.expires },
                { key: 'issued', label: say.issued },
                { key: 'action', label: say.action, align: 'end' },
              ],
              rows: tokens.map((one) => ({
                name: one.name,
                state: TokenState(seen, one, now),
                used: one.lastUsedAt ? formatDateTime(locale, one.lastUsedAt, university.timeZone) : say.never,
                expires: date(one.expiresAt),
                issued: date(one.createdAt),
                action: isAlive(one, now)
                  ? html`<a href=${`${root}/tokens/${one.id}/revoke`} aria-label=${say.revokeTitle(one.name)}>${say.revoke}</a>`
                  : '—',
              })),
            })
      }`,
    actions: LinkButton({ label: say.newToken, href: `${root}/tokens/new` }),
  });
}

export function isAlive(token: Token, now: Date): boolean {
  return token.revokedAt === null && token.expiresAt > now;
}

function TokenState({ locale }: Seen, token: Token, now: Date): Html {
  const say = connectionsWords(locale);
  if (isAlive(token, now)) return StatusBadge({ tone: 'ok', label: say.alive });
  const ranOut = token.expiresAt <= now && (token.revokedAt === null || token.revokedAt >= token.expiresAt);
  return StatusBadge({ tone: 'neutral', label: ranOut ? say.expired : say.revoked });
}

function Streams({ seen, streams }: Connections): Html {
  const { locale, university } = seen;
  const say = connectionsWords(locale);
  if (streams.length === 0)
    return Card({ title: say.streams, children: EmptyState({ title: say.noStreams, text: say.noStreamsText }) });
  return Card({
    title: say.streams,
    detail: say.streamsDetail,
    flush: true,
    children: Table({
      caption: say.streams,
      captionHidden: true,
      columns: [
        { key: 'name', label: say.name, heading: true },
        { key: 'delivery', label: say.delivery },
        { key: 'state', label: say.state },
        { key: 'waiting', label: say.waiting, align: 'end' },
      ],
      rows: streams.map((one) => ({
        name: html`<a href=${`${consolePath(university)}/connections/streams/${one.id}`}>${one.label}</a>`,
        delivery: one.delivery === 'push' ? html`${say.push} <div class="soft">${one.endpoint}</div>` : say.poll,
        state: StreamState({ seen, state: one.state }),
        waiting: formatNumber(locale, one.pending),
      })),
    }),
  });
}

function Clients({ seen, clients }: Connections): Html {
  const { locale, university } = seen;
  const say = connectionsWords(locale);
  return Card({
    title: say.clients,
    detail: say.clientsText,
    children:
      clients.length === 0
        ? html`<p class="soft">${say.noClients}</p>`
        : html`<ul class="cases">${clients.map(
            (one) => html`<li class="case"><div class="case-words"><p>${Code({ value: one.clientId })}</p>
              <p class="soft">${say.boundAt} ${formatDate(locale, one.boundAt, university.timeZone)}</p></div>
              ${LinkButton({
                label: say.unbind,
                tone: 'quiet',
                href: `${consolePath(university)}/connections/clients/${encodeURIComponent(one.clientId)}/unbind`,
              })}</li>`,
          )}</ul>`,
  });
}
