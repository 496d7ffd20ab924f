import { Actions, Alert, Button, Card, Code, Form, html, LinkButton, type Locale, PageHeader } from '@onecampus/pages';
import type { Context } from '../../../context.ts';
import type { SignedInPerson } from '../../../own-session.ts';
import { ownConfirmation } from '../../../use-cases/first-factor.ts';
import { confirmationWords } from './confirmation-words.ts';
import { securityWords } from './security-words.ts';

const securityPath = '/account/security';
export const confirmationPath = `${securityPath}/confirmation`;

/** In the place of a page that would enrol a factor: what is missing, and the number once it was asked for. */
export async function confirmationView(context: Context, visitor: SignedInPerson, locale: Locale) {
  const say = confirmationWords(locale);
  const asked = await ownConfirmation(context.db, visitor);
  return {
    title: say.title,
    status: 403,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead, back: { href: securityPath, label: securityWords(locale).back } })}
      ${asked === 'elsewhere' ? Alert({ tone: 'warn', title: say.elsewhereTitle, text: say.elsewhereText }) : null}
      ${
        asked === undefined || asked === 'elsewhere'
          ? Card({
              children: html`<p>${say.first} ${say.how}</p>
                ${asked === 'elsewhere' ? null : Form({ action: confirmationPath, children: Actions({ children: Button({ label: say.ask }) }) })}`,
            })
          : Card({
              title: say.numberTitle,
              children: html`<p>${Code({ value: asked.number })}</p><p>${say.numberText}</p><p>${say.how}</p>
                ${Actions({ children: LinkButton({ label: say.check, href: confirmationPath }) })}`,
            })
      }`,
  };
}
