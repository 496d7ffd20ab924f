import { Card, DescriptionList, formatDate, html, type Locale, PageHeader } from '@onecampus/pages';
import { inCyrillic } from '../../../rules/activation-code.ts';
import type { Invited } from '../../../use-cases/invite-people.ts';
import { invitationWords } from './invitation-words.ts';
import { notInvited } from './invitations-view.ts';

/** Codes to be printed and cut apart: each with the name of its owner, and where he types it. */
export function sheetView(sheet: {
  readonly locale: Locale;
  readonly path: string;
  readonly issuer: string;
  readonly timeZone: string;
  readonly results: readonly Invited[];
}) {
  const { locale, path, issuer, timeZone, results } = sheet;
  const invited = results.filter(({ outcome }) => outcome === 'invited');
  const say = invitationWords(locale);
  return {
    title: say.sheetTitle,
    body: html`
      ${PageHeader({ title: say.sheetTitle, lead: html`${say.sheetLead} ${say.sheetPrint}`, back: { href: path, label: say.back } })}
      ${notInvited(locale, results)}
      ${invited.map(({ name, login, code, expiresAt }) =>
        Card({
          title: name ?? '',
          children: DescriptionList({
            items: [
              { term: say.where, description: html`<code>${issuer}/invitation</code>` },
              { term: say.login, description: html`<code>${login ?? '—'}</code>` },
              {
                term: say.code,
                description: html`<strong>${code ?? ''}</strong> ${say.codeOr} <strong>${inCyrillic(code ?? '')}</strong>`,
              },
              ...(expiresAt ? [{ term: say.until, description: formatDate(locale, expiresAt, timeZone) }] : []),
            ],
          }),
        }),
      )}`,
  };
}
