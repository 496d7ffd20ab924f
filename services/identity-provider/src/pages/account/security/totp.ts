import { Button, Card, Code, Field, Form, html, type Locale, PageHeader } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import type { SignedInPerson } from '../../../own-session.ts';
import { totpAddress } from '../../../second-factor/totp-code.ts';
import {
  beginOwnTotp,
  confirmOwnTotp,
  ownTotpToConfirm,
  removeOwnTotp,
  type TendTotpContext,
} from '../../../use-cases/tend-totp.ts';
import { accountPage } from '../account-page.ts';
import { securityPath } from './overview.ts';
import { QrCode } from './qr-code.ts';
import { securityWords } from './security-words.ts';

const path = `${securityPath}/totp`;

/** Setting up codes from an app, and turning them off. */
export function totpAccountPages(app: App, context: Context): void {
  const own = { section: 'security', stepUp: true } as const;

  accountPage(app, context, {
    ...own,
    method: 'post',
    path: `${path}/begin`,
    enrols: true,
    form: z.strictObject({}),
    handle: async ({ visitor }) => {
      await beginOwnTotp(tending(context), visitor.accountPersonId);
      return { redirect: path };
    },
  });

  accountPage(app, context, {
    ...own,
    method: 'get',
    path,
    enrols: true,
    handle: async ({ visitor, locale }) => setUpView(context, visitor, locale, false),
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    path,
    enrols: true,
    form: z.strictObject({ code: z.string().max(100).default('') }),
    handle: async ({ visitor, locale, form }) => {
      const confirmed = await confirmOwnTotp(tending(context), visitor.accountPersonId, form.code);
      return confirmed ? { redirect: `${securityPath}?done=totpAdded` } : setUpView(context, visitor, locale, true);
    },
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    path: `${path}/remove`,
    form: z.strictObject({}),
    handle: async ({ visitor }) => {
      await removeOwnTotp(context, visitor.accountPersonId);
      return { redirect: `${securityPath}?done=totpRemoved` };
    },
  });
}

function tending({ db, clock, config }: Context): TendTotpContext {
  return { db, clock, kek: config.keyEncryptionKey };
}

async function setUpView(context: Context, visitor: SignedInPerson, locale: Locale, wrong: boolean) {
  const say = securityWords(locale);
  const totp = await ownTotpToConfirm(tending(context), visitor.accountPersonId);
  if (!totp) return { redirect: securityPath };
  return {
    title: say.totpTitle,
    status: wrong ? 422 : 200,
    body: html`
      ${PageHeader({ title: say.totpTitle, back: { href: securityPath, label: say.back } })}
      ${Card({
        children: html`
          <p>${say.totpStep1}</p>
          ${QrCode({ text: totpAddress(totp.secret, context.service.name, totp.login), label: say.totpQr })}
          <p>${say.totpByHand}</p>
          <p>${Code({ value: (totp.secret.match(/.{1,4}/g) ?? []).join(' ') })}</p>
          <p>${say.totpStep2}</p>
          ${Form({
            action: path,
            children: html`
              ${Field({
                label: say.totpCode,
                name: 'code',
                hint: say.totpCodeHint,
                autocomplete: 'one-time-code',
                inputmode: 'numeric',
                maxlength: 10,
                width: 'short',
                code: true,
                error: wrong ? say.totpWrong : undefined,
                autofocus: wrong,
              })}
              <div>${Button({ label: say.totpConfirm })}</div>`,
          })}`,
      })}`,
  };
}
