import {
  Actions,
  Alert,
  Button,
  Card,
  DescriptionList,
  Field,
  Form,
  formatDateTime,
  html,
  type Locale,
  PageHeader,
  RadioField,
  StatusBadge,
  Table,
  type Tone,
} from '@onecampus/pages';
import { type RecoveryState, recoveryDocuments, recoveryStateOf } from '../../../rules/recovery-state.ts';
import type { listRecoveries } from '../../../use-cases/list-recoveries.ts';
import type { findRecoverable } from '../../../use-cases/open-recovery.ts';
import { deskWords } from './recovery-words.ts';

type Listed = Awaited<ReturnType<typeof listRecoveries>>[number];
type Found = NonNullable<Awaited<ReturnType<typeof findRecoverable>>>;

export type RecoveriesView = {
  readonly locale: Locale;
  /** Of the console's section. */
  readonly path: string;
  readonly timeZone: string;
  readonly now: Date;
  readonly listed: readonly Listed[];
  readonly asked?: string | undefined;
  readonly found?: Found | undefined;
  readonly fault?: string | undefined;
  readonly documentMissing?: boolean | undefined;
  readonly status?: number | undefined;
};

const tones: Record<RecoveryState, Tone> = {
  'waits-for-approval': 'warn',
  cooling: 'info',
  ready: 'info',
  finished: 'ok',
  refused: 'neutral',
  aborted: 'error',
  expired: 'neutral',
};

export function stateBadge(locale: Locale, state: RecoveryState) {
  return StatusBadge({ tone: tones[state], label: deskWords(locale)[state] });
}

export function recoveriesView(view: RecoveriesView) {
  const { locale, path, listed, now, timeZone, fault } = view;
  const say = deskWords(locale);
  return {
    title: say.title,
    status: view.status ?? (view.documentMissing ? 422 : 200),
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${fault === undefined ? null : Alert({ tone: 'error', title: fault })}
      ${Card({
        title: say.find,
        children: Form({
          method: 'get',
          action: path,
          inline: true,
          children: html`
            ${Field({ label: say.login, name: 'who', hint: say.loginHint, value: view.asked, autocomplete: 'off', maxlength: 256 })}
            ${Button({ label: say.search, tone: 'secondary' })}`,
        }),
      })}
      ${view.found ? openCard(view, view.found) : null}
      ${Card({
        title: say.listed,
        flush: listed.length > 0,
        children:
          listed.length === 0
            ? html`<p>${say.none}</p>`
            : Table({
                caption: say.listed,
                captionHidden: true,
                columns: [
                  { key: 'name', label: say.name, heading: true },
                  { key: 'openedAt', label: say.openedAt },
                  { key: 'openedBy', label: say.openedBy },
                  { key: 'approvedBy', label: say.approvedBy },
                  { key: 'state', label: say.state },
                ],
                rows: listed.map((one) => ({
                  name: html`<a href=${`${path}/${one.id}`}>${one.name}</a>`,
                  openedAt: formatDateTime(locale, one.openedAt, timeZone),
                  openedBy: one.openedByName,
                  approvedBy: one.approvedByName ?? '—',
                  state: stateBadge(locale, recoveryStateOf(one, now)),
                })),
              }),
      })}`,
  };
}

function openCard({ locale, path, documentMissing }: RecoveriesView, found: Found) {
  const say = deskWords(locale);
  if (!found.hasWayIn) return Alert({ tone: 'info', title: found.name, text: say.noAccount });
  return Card({
    title: found.name,
    detail: found.login ?? undefined,
    children: Form({
      action: path,
      hidden: { person: found.personId },
      children: html`
        ${RadioField({
          label: say.document,
          name: 'document',
          hint: say.documentHint,
          options: recoveryDocuments.map((value) => ({ value, label: say[value] })),
          error: documentMissing ? say.chooseDocument : undefined,
        })}
        <p>${say.openNote}</p>
        ${Actions({ children: Button({ label: say.open }) })}`,
    }),
  });
}

export function recoveryView(view: {
  readonly locale: Locale;
  readonly path: string;
  readonly timeZone: string;
  readonly now: Date;
  readonly recovery: Listed;
  readonly mailGoes: boolean;
  readonly issuer: string;
  readonly fault?: string | undefined;
  readonly status?: number | undefined;
  /** Shown this once. */
  readonly code?: { readonly latin: string; readonly cyrillic: string } | undefined;
  readonly sent?: boolean | undefined;
}) {
  const { locale, path, timeZone, now, recovery } = view;
  const say = deskWords(locale);
  const state = recoveryStateOf(recovery, now);
  const time = (at: Date) => formatDateTime(locale, at, timeZone);
  const at = `${path}/${recovery.id}`;
  const form = (name: string, label: string, tone: 'primary' | 'secondary' | 'danger', hidden = {}) =>
    Form({ action: `${at}/${name}`, hidden, children: Button({ label, tone }) });
  return {
    title: say.title,
    status: view.status ?? 200,
    body: html`
      ${PageHeader({ title: recovery.name, back: { href: path, label: say.back } })}
      ${view.fault === undefined ? null : Alert({ tone: 'error', title: view.fault })}
      ${view.sent ? Alert({ tone: 'ok', title: say.codeSent }) : null}
      ${view.code ? codeCard(locale, view.issuer, view.code) : null}
      ${Card({
        title: say.title,
        aside: stateBadge(locale, state),
        children: DescriptionList({
          items: [
            { term: say.itsLogin, description: recovery.login ?? '—' },
            { term: say.documentSeen, description: say[recovery.document] },
            { term: say.openedBy, description: `${recovery.openedByName}, ${time(recovery.openedAt)}` },
            ...(recovery.approvedByName !== null && recovery.approvedAt
              ? [{ term: say.approvedBy, description: `${recovery.approvedByName}, ${time(recovery.approvedAt)}` }]
              : []),
            ...(recovery.readyAt ? [{ term: say.readyAt, description: time(recovery.readyAt) }] : []),
            { term: say.closesAt, description: time(recovery.closesAt) },
          ],
        }),
      })}
      ${
        state === 'waits-for-approval'
          ? Card({
              title: say.approveTitle,
              children: html`<p>${say.approveText}</p>`,
              actions: form('approve', say.approve, 'primary'),
            })
          : null
      }
      ${
        state === 'ready' && !view.code
          ? Card({
              title: say.codeTitle,
              children: html`<p>${say.codeText}</p><p>${say.codeNever}</p>`,
              actions: Actions({
                children: [
                  form('code', say.codeShow, 'primary', { way: 'shown' }),
                  ...(view.mailGoes ? [form('code', say.codeMail, 'secondary', { way: 'mail' })] : []),
                ],
              }),
            })
          : null
      }
      ${
        state === 'waits-for-approval' || state === 'cooling' || state === 'ready'
          ? Card({
              title: say.refuse,
              children: html`<p>${say.refuseText}</p>`,
              actions: form('refuse', say.refuse, 'danger'),
            })
          : null
      }`,
  };
}

function codeCard(locale: Locale, issuer: string, code: { latin: string; cyrillic: string }) {
  const say = deskWords(locale);
  return Card({
    title: say.codeIs,
    children: html`
      ${DescriptionList({
        items: [
          { term: say.codeWhere, description: html`<code>${issuer}/recover</code>` },
          {
            term: say.codeTitle,
            description: html`<strong>${code.latin}</strong> ${say.codeOr} <strong>${code.cyrillic}</strong>`,
          },
        ],
      })}
      <p>${say.codeText} ${say.codeNever}</p>`,
  });
}
