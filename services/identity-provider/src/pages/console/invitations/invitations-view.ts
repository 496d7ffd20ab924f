import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  formatDate,
  html,
  type Locale,
  PageHeader,
  RadioField,
  StatusBadge,
  Table,
  TextAreaField,
} from '@onecampus/pages';
import type { Invited } from '../../../use-cases/invite-people.ts';
import type { listInvitations } from '../../../use-cases/list-invitations.ts';
import { invitationWords } from './invitation-words.ts';

type Listed = Awaited<ReturnType<typeof listInvitations>>[number];

export type InvitationsView = {
  readonly locale: Locale;
  /** Of the console's section. */
  readonly path: string;
  readonly timeZone: string;
  readonly now: Date;
  readonly listed: readonly Listed[];
  readonly mailGoes: boolean;
  readonly form: { readonly who: 'list' | 'everybody'; readonly people: string; readonly way: 'mail' | 'print' };
  readonly error?: string | undefined;
  readonly results?: readonly Invited[] | undefined;
};

export function invitationsView(view: InvitationsView) {
  const say = invitationWords(view.locale);
  return {
    title: say.title,
    status: view.error === undefined ? 200 : 422,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${view.results ? resultsOf(view.locale, view.results) : null}
      ${inviteCard(view)}
      ${listedCard(view)}`,
  };
}

function inviteCard({ locale, path, form, error, mailGoes }: InvitationsView) {
  const say = invitationWords(locale);
  return Card({
    title: say.newOne,
    children: Form({
      action: path,
      children: html`
        ${RadioField({
          label: say.who,
          name: 'who',
          value: form.who,
          options: [
            { value: 'list', label: say.list },
            { value: 'everybody', label: say.everybody, hint: say.everybodyHint },
          ],
        })}
        ${TextAreaField({ label: say.people, name: 'people', hint: say.peopleHint, value: form.people, rows: 6, error })}
        ${RadioField({
          label: say.way,
          name: 'way',
          value: mailGoes ? form.way : 'print',
          hint: mailGoes ? undefined : say.noMail,
          options: [
            ...(mailGoes ? [{ value: 'mail', label: say.mail, hint: say.mailHint }] : []),
            { value: 'print', label: say.print, hint: say.printHint },
          ],
        })}
        ${Actions({ children: Button({ label: say.invite }) })}`,
    }),
  });
}

function listedCard({ locale, path, listed, now, timeZone }: InvitationsView) {
  const say = invitationWords(locale);
  const state = (one: Listed) => {
    if (one.usedAt) return StatusBadge({ tone: 'ok', label: say.used });
    if (one.revokedAt) return StatusBadge({ tone: 'neutral', label: say.revoked });
    return one.expiresAt < now
      ? StatusBadge({ tone: 'neutral', label: say.expired })
      : StatusBadge({ tone: 'info', label: say.open });
  };
  return Card({
    title: say.latest,
    flush: listed.length > 0,
    children:
      listed.length === 0
        ? html`<p>${say.none}</p>`
        : Table({
            caption: say.latest,
            captionHidden: true,
            columns: [
              { key: 'name', label: say.name, heading: true },
              { key: 'login', label: say.login },
              { key: 'way', label: say.way },
              { key: 'made', label: say.made },
              { key: 'state', label: say.state },
              { key: 'action', label: say.action },
            ],
            rows: listed.map((one) => ({
              name: one.name,
              login: one.login ?? '—',
              way: one.way === 'mail' ? say.byMail : say.byPrint,
              made: formatDate(locale, one.createdAt, timeZone),
              state: state(one),
              action:
                one.usedAt || one.revokedAt || one.expiresAt < now
                  ? '—'
                  : Form({
                      action: `${path}/revoke`,
                      label: say.revokeOf(one.name),
                      hidden: { id: one.id },
                      children: Button({ label: say.revoke, tone: 'quiet' }),
                    }),
            })),
          }),
  });
}

function resultsOf(locale: Locale, results: readonly Invited[]) {
  const say = invitationWords(locale);
  const made = results.filter(({ outcome }) => outcome === 'invited').length;
  return html`
    ${Alert(made > 0 ? { tone: 'ok', title: say.invited(made) } : { tone: 'info', title: say.nobody })}
    ${notInvited(locale, results)}`;
}

/** Who asked for a list learns of each line that came to nothing, and why. */
export function notInvited(locale: Locale, results: readonly Invited[]) {
  const say = invitationWords(locale);
  const left = results.filter(({ outcome }) => outcome !== 'invited');
  if (left.length === 0) return null;
  return Alert({
    tone: 'warn',
    title: say.notInvited,
    children: html`<ul>${left.map(
      ({ asked, outcome }) => html`<li>${asked}: ${outcome === 'invited' ? '' : say[outcome]}</li>`,
    )}</ul>`,
  });
}
