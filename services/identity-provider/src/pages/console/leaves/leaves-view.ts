import {
  Alert,
  Button,
  Card,
  EmptyState,
  ErrorSummary,
  Field,
  Form,
  formatDate,
  formatNumber,
  html,
  LinkButton,
  PageHeader,
  RadioField,
  Stack,
  StatusBadge,
  Table,
  TextAreaField,
} from '@onecampus/pages';
import type { RegistrationLeave } from '../../../use-cases/list-registration-leaves.ts';
import { CopyValues } from '../clients/copy-values.ts';
import { consolePath } from '../console-frame.ts';
import type { Seen } from '../place.ts';
import { leavesWords } from './leaves-words.ts';

export interface LeaveForm {
  readonly label: string;
  readonly hosts: readonly string[];
  readonly scope: string;
  readonly state: 'draft' | 'live';
  readonly uses: number;
  readonly days: number;
}

export type LeaveFault = { readonly field: keyof LeaveForm; readonly text: string };

export function leavesPath({ university }: Seen): string {
  return `${consolePath(university)}/clients/leaves`;
}

/** The leaves of a university, and the form that gives another one. */
export function leavesView(shown: {
  readonly seen: Seen;
  readonly leaves: readonly RegistrationLeave[];
  readonly now: Date;
  readonly form: LeaveForm;
  readonly faults: readonly LeaveFault[];
}) {
  const { seen, leaves, now, form, faults } = shown;
  const say = leavesWords(seen.locale);
  const errorOf = (name: keyof LeaveForm) => faults.find(({ field }) => field === name)?.text;
  const number = (label: string, name: 'uses' | 'days') =>
    Field({
      label,
      name,
      value: String(form[name]),
      inputmode: 'numeric',
      required: true,
      error: errorOf(name),
      maxlength: 4,
    });
  return {
    title: say.title,
    ...(faults.length === 0 ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead, back: { href: `${consolePath(seen.university)}/clients`, label: say.toClients } })}
      ${ErrorSummary({ title: say.faults, errors: faults.map(({ field, text }) => ({ field, text })) })}
      ${Stack({
        children: [
          leaves.length === 0
            ? Card({ children: EmptyState({ title: say.none, text: say.noneText }) })
            : Card({
                flush: true,
                children: Table({
                  caption: say.title,
                  captionHidden: true,
                  columns: [
                    { key: 'label', label: say.label, heading: true },
                    { key: 'stands', label: say.stands },
                    { key: 'left', label: say.left },
                    { key: 'lastUse', label: say.lastUse, nowrap: true },
                    { key: 'until', label: say.until, nowrap: true },
                    { key: 'does', label: say.decision },
                  ],
                  rows: leaves.map((leave) => row(seen, leave, now)),
                }),
              }),
          Card({
            title: say.give,
            children: Form({
              action: leavesPath(seen),
              children: html`
                ${Field({ label: say.label, name: 'label', hint: say.labelHint, value: form.label, required: true, maxlength: 200, error: errorOf('label') })}
                ${TextAreaField({ label: say.hosts, name: 'hosts', hint: say.hostsHint, value: form.hosts.join('\n'), rows: 3, error: errorOf('hosts') })}
                ${Field({ label: say.scope, name: 'scope', hint: say.scopeHint, value: form.scope, autocomplete: 'off', maxlength: 1_000, error: errorOf('scope') })}
                ${RadioField({
                  label: say.state,
                  name: 'state',
                  value: form.state,
                  options: [
                    { value: 'draft', label: say.draft },
                    { value: 'live', label: say.live },
                  ],
                })}
                ${number(say.uses, 'uses')} ${number(say.days, 'days')}
                ${Button({ label: say.give })}`,
            }),
          }),
        ],
      })}`,
  };
}

/** The token, this once. */
export function leaveGivenView(seen: Seen, token: string, issuer: string) {
  const say = leavesWords(seen.locale);
  return {
    title: say.given,
    body: html`
      ${PageHeader({ title: say.given, back: { href: leavesPath(seen), label: say.title } })}
      ${Stack({
        children: [
          Alert({ tone: 'warn', title: say.once, text: say.onceText }),
          Card({
            children: CopyValues({
              values: [
                { label: say.token, value: token },
                { label: say.endpoint, value: `${issuer}/reg` },
              ],
            }),
            actions: LinkButton({ label: say.toList, href: leavesPath(seen), tone: 'quiet' }),
          }),
        ],
      })}`,
  };
}

function row(seen: Seen, leave: RegistrationLeave, now: Date) {
  const say = leavesWords(seen.locale);
  const on = (at: Date) => formatDate(seen.locale, at, seen.university.timeZone);
  const state =
    leave.revokedAt !== null ? 'revoked' : leave.expiresAt <= now ? 'expired' : leave.usesLeft === 0 ? 'spent' : 'open';
  return {
    label: html`${leave.label}<br /><span class="field-hint" translate="no">${leave.redirectHosts.join(', ')}</span>`,
    stands: StatusBadge({ tone: state === 'open' ? 'ok' : 'neutral', label: say[state] }),
    left: formatNumber(seen.locale, leave.usesLeft),
    lastUse: leave.lastUsedAt === null ? say.never : on(leave.lastUsedAt),
    until: on(leave.expiresAt),
    does:
      state === 'open'
        ? Form({
            action: `${leavesPath(seen)}/${leave.id}/revoke`,
            children: Button({ label: say.revoke, tone: 'secondary' }),
          })
        : null,
  };
}
