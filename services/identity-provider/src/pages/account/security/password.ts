import { isDomainError } from '@onecampus/errors';
import { Alert, Button, Card, Form, html, islands, type Locale, PageHeader, PasswordField } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import type { SignedInPerson } from '../../../own-session.ts';
import type { PasswordFault } from '../../../rules/password-verdict.ts';
import { ownPasswordTries } from '../../../second-factor/tries.ts';
import { browserHash } from '../../../sign-in/known-browser.ts';
import { changePassword } from '../../../use-cases/change-password.ts';
import { ownSecondFactors } from '../../../use-cases/second-factors.ts';
import { passwordFaultWords } from '../../password-fault-words.ts';
import { factorWords } from '../../sign-in/factor-words.ts';
import { accountPage } from '../account-page.ts';
import { securityPath } from './overview.ts';
import { securityWords } from './security-words.ts';

const path = `${securityPath}/password`;
type Wrong = { present?: string; next?: string; title?: string; status?: number };

/** Changing one's password. */
export function passwordAccountPages(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path,
    section: 'security',
    handle: async ({ visitor, locale }) => view(context, visitor, locale, {}),
  });

  accountPage(app, context, {
    method: 'post',
    path,
    section: 'security',
    form: z.strictObject({
      username: z.string().default(''),
      present: z.string().default(''),
      next: z.string().default(''),
    }),
    handle: async ({ visitor, locale, form, request, response }) => {
      const say = securityWords(locale);
      const again = (wrong: Wrong) => view(context, visitor, locale, { status: 422, ...wrong });
      try {
        const { db, hasher, universities } = context;
        const changed = await changePassword(
          { db, hasher, universities, tries: ownPasswordTries(context) },
          {
            personId: visitor.accountPersonId,
            referenceId: visitor.referenceId,
            sessionUid: visitor.sessionUid,
            present: form.present,
            next: form.next,
            browser: browserHash(context.config.issuer, request),
          },
        );
        if ('fault' in changed) return await again({ next: faultText(locale, changed.fault) });
        if (changed.outcome === 'wrong') return await again({ present: say.wrongPresent });
        if (changed.outcome === 'same') return await again({ next: say.samePassword });
        return { redirect: `${securityPath}?done=passwordChanged` };
      } catch (error) {
        if (!isDomainError(error) || error.kind !== 'rate-limited') throw error;
        const wait_seconds = error.retryAfterSeconds ?? 60;
        response.setHeader('Retry-After', String(wait_seconds));
        return again({ title: say.tooMany(Math.ceil(wait_seconds / 60)), status: 429 });
      }
    },
  });
}

function faultText(locale: Locale, fault: PasswordFault): string {
  return passwordFaultWords(locale)[fault];
}

async function view(context: Context, visitor: SignedInPerson, locale: Locale, wrong: Wrong) {
  const say = securityWords(locale);
  const factor = factorWords(locale);
  const { totp, passkeys } = await ownSecondFactors(context, visitor.accountPersonId);
  const typing = {
    show: factor.showPassword,
    hide: factor.hidePassword,
    capsLock: factor.capsLock,
    cyrillic: factor.cyrillic,
  };
  return {
    title: say.changePassword,
    status: wrong.status ?? 200,
    scripts: [islands.passwordField],
    body: html`
      ${PageHeader({ title: say.changePassword, lead: say.othersEnd, back: { href: securityPath, label: say.back } })}
      ${wrong.title ? Alert({ tone: 'warn', title: wrong.title }) : null}
      ${Card({
        children: Form({
          action: path,
          // For password managers: whose password it is that changes (WHATWG, autofill).
          children: html`
            <input type="text" name="username" value=${visitor.name} autocomplete="username" hidden readonly />
            ${PasswordField({ label: say.present, name: 'present', autocomplete: 'current-password', autofocus: true, error: wrong.present, say: typing })}
            ${PasswordField({
              label: say.next,
              name: 'next',
              autocomplete: 'new-password',
              hint: totp || passkeys > 0 ? say.lengthWithFactor : say.lengthAlone,
              error: wrong.next,
              say: typing,
            })}
            <div>${Button({ label: say.changePassword })}</div>`,
        }),
      })}`,
  };
}
