import { Alert, formatDate, html, LinkButton, PageHeader } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { makeRecoveryCodes } from '../../../use-cases/make-recovery-codes.ts';
import { ownSecondFactors } from '../../../use-cases/second-factors.ts';
import { accountPage } from '../account-page.ts';
import { securityPath } from './overview.ts';
import { securityWords } from './security-words.ts';

/** Making recovery codes: the answer to the form is the one page that ever shows them. */
export function recoveryCodePages(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'post',
    path: `${securityPath}/recovery-codes`,
    section: 'security',
    stepUp: true,
    form: z.strictObject({}),
    handle: async ({ visitor, locale }) => {
      const say = securityWords(locale);
      const { db, config, clock } = context;
      const personId = visitor.accountPersonId;
      const { totp, passkeys } = await ownSecondFactors(context, personId);
      if (!totp && passkeys === 0) return { redirect: securityPath };
      const codes = await makeRecoveryCodes({ db, kek: config.keyEncryptionKey }, personId);
      return {
        title: say.codesTitle,
        body: html`
          ${PageHeader({ title: say.codesTitle, lead: say.codesWhere })}
          ${Alert({ tone: 'warn', title: say.codesNow })}
          <ul class="recovery-codes" aria-label=${say.codesList}>${codes.map((code) => html`<li>${code}</li>`)}</ul>
          <p class="field-hint">${say.codesOf(visitor.name, formatDate(locale, clock.now(), 'Asia/Tomsk'))}</p>
          <div>${LinkButton({ label: say.codesKept, href: securityPath, tone: 'primary' })}</div>`,
      };
    },
  });
}
