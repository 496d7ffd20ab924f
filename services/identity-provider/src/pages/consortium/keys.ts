import {
  Alert,
  Button,
  Card,
  Disclosure,
  Field,
  Form,
  formatDateTime,
  html,
  type Locale,
  PageHeader,
  SelectField,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { askForDecision } from '../../use-cases/consortium-requests.ts';
import { listKeys, type ShownKey } from '../../use-cases/list-keys.ts';
import { consortiumPage } from './consortium-page.ts';
import { consortiumWords } from './consortium-words.ts';

const kinds = ['rotate-keys', 'withdraw-key', 'return-to-key'] as const;
const askForm = z.strictObject({
  kind: z.enum(kinds),
  kid: z.string().max(100).optional(),
  reason: z.string().trim().min(1).max(500),
});
const tones = { published: 'info', signing: 'ok', retired: 'neutral', withdrawn: 'error' } as const;

/** `/consortium/keys`: every signing key, who lacks the next one, and what may be proposed. */
export function consortiumKeysPages(app: App, context: Context): void {
  consortiumPage(app, context, {
    method: 'get',
    path: '/consortium/keys',
    section: 'keys',
    handle: async ({ locale }) => view(locale, await listKeys(context.db)),
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/keys/ask',
    section: 'keys',
    form: askForm,
    handle: async ({ visitor, form: { kind, kid, reason } }) => {
      const subject = kind === 'rotate-keys' ? null : (kid ?? '');
      await askForDecision(context.db, { personId: visitor.personId, kind, subject, reason });
      return { redirect: '/consortium/decisions' };
    },
  });
}

function view(locale: Locale, keys: readonly ShownKey[]) {
  const say = consortiumWords(locale);
  const inUse = keys.filter(({ state }) => state !== 'withdrawn');
  return {
    title: say.keys,
    body: html`
      ${PageHeader({ title: say.keys, lead: say.lead })}
      ${Stack({
        children: [
          Card({
            children: Table({
              caption: say.keys,
              captionHidden: true,
              columns: [
                { key: 'kid', label: say.kid, heading: true },
                { key: 'alg', label: say.alg },
                { key: 'state', label: say.state },
                { key: 'since', label: say.since, nowrap: true },
              ],
              rows: keys.map((key) => ({
                kid: html`<code>${key.kid}</code>`,
                alg: key.alg,
                state: html`${StatusBadge({ tone: tones[key.state], label: say[key.state] })}${key.withdrawn_because ? html` ${key.withdrawn_because}` : null}`,
                since: formatDateTime(locale, key.state_since, 'Asia/Tomsk'),
              })),
            }),
          }),
          lackingCard(
            locale,
            keys.filter(({ state }) => state === 'published'),
          ),
          Disclosure({
            summary: say.rotate,
            children: askFormOf(locale, 'rotate-keys', say.rotateText, []),
          }),
          Disclosure({
            summary: say.withdraw,
            children: askFormOf(locale, 'withdraw-key', say.withdrawText, inUse),
          }),
          ...(keys.some(({ state }) => state === 'retired')
            ? [
                Disclosure({
                  summary: say.returnTo,
                  children: askFormOf(
                    locale,
                    'return-to-key',
                    say.returnTo,
                    keys.filter(({ state }) => state === 'retired'),
                  ),
                }),
              ]
            : []),
        ],
      })}`,
  };
}

/** The keys of one rotation are published together, so who lacks one mostly lacks all: each application is named once. */
function lackingCard(locale: Locale, published: readonly ShownKey[]) {
  const say = consortiumWords(locale);
  if (published.length === 0) return null;
  const lacking = [
    ...new Map(published.flatMap((key) => key.lacking.map((one) => [one.clientId, one] as const))).values(),
  ];
  if (lacking.length === 0) return Alert({ tone: 'ok', title: say.lackingNobody });
  return Card({
    title: say.lackingTitle,
    children: html`<p>${say.lackingText}</p>${Table({
      caption: say.lackingTitle,
      captionHidden: true,
      columns: [
        { key: 'application', label: say.application, heading: true },
        { key: 'seen', label: say.lastSeen, nowrap: true },
      ],
      rows: lacking.map(({ name, nameRu, seenAt }) => ({
        application: locale === 'ru' ? nameRu : name,
        seen: formatDateTime(locale, seenAt, 'Asia/Tomsk'),
      })),
    })}`,
  });
}

function askFormOf(locale: Locale, kind: (typeof kinds)[number], text: string, keys: readonly ShownKey[]) {
  const say = consortiumWords(locale);
  return Form({
    action: '/consortium/keys/ask',
    children: html`
      <p>${text}</p>
      <input type="hidden" name="kind" value=${kind} />
      ${
        keys.length > 0
          ? SelectField({
              label: say.whichKey,
              name: 'kid',
              id: `${kind}-kid`,
              options: keys.map(({ kid, state }) => ({ value: kid, label: `${kid} — ${say[state]}` })),
              required: true,
            })
          : null
      }
      ${Field({ label: say.reason, name: 'reason', id: `${kind}-reason`, hint: say.reasonHint, required: true, maxlength: 500 })}
      ${Button({ label: say.ask, tone: kind === 'withdraw-key' ? 'danger' : 'primary' })}`,
  });
}
