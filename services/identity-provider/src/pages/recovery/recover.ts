import { anybody, type PageView, page } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { activationCodeFrom } from '../../rules/activation-code.ts';
import { abortByLink, abortLinkStands } from '../../use-cases/abort-recovery.ts';
import { recoverAccount, recoveryCodeStands } from '../../use-cases/recover-account.ts';
import { passwordError } from './new-password-form.ts';
import { deadCodeView, recoveredView, recoverView, recoveryCodeView, stoppedView, stopView } from './recover-view.ts';
import { tryCode } from './try-code.ts';

const id = z.uuid();
const token = z.string().max(100);

/** `/recover`: the end of a recovery in person, by a code; and `/recover/stop`, by which the owner of the account stops it. */
export function recoverPages(app: App, context: Context): void {
  const { clock, config, db, hasher, universities } = context;
  const recovering = { db, clock, kek: config.keyEncryptionKey };
  const counted = (source: string, locale: Locale, then: () => Promise<PageView>) =>
    tryCode(context, source, recoveryCodeView(locale, { tooOften: true }), then);

  page(app, {
    method: 'get',
    path: '/recover',
    visitor: anybody,
    handle: async ({ locale }) => recoveryCodeView(locale),
  });

  page(app, {
    method: 'post',
    path: '/recover',
    visitor: anybody,
    form: z.strictObject({ code: z.string().max(1_000).default('') }),
    handle: async ({ locale, form, request }) => {
      if (activationCodeFrom(form.code) === undefined) return recoveryCodeView(locale, { wrong: true });
      return counted(request.ip ?? 'unknown', locale, async () => {
        const code = await recoveryCodeStands(recovering, form.code);
        return code === undefined ? deadCodeView(locale) : recoverView(locale, code);
      });
    },
  });

  page(app, {
    method: 'post',
    path: '/recover/password',
    visitor: anybody,
    form: z.strictObject({ code: z.string().max(100), password: z.string().default('') }),
    handle: async ({ locale, form, request }) =>
      counted(request.ip ?? 'unknown', locale, async () => {
        try {
          const done = await recoverAccount({ ...recovering, hasher, universities }, form);
          return done ? recoveredView(locale) : deadCodeView(locale);
        } catch (error) {
          return recoverView(locale, form.code, passwordError(locale, error));
        }
      }),
  });

  page(app, {
    method: 'get',
    path: '/recover/stop',
    visitor: anybody,
    query: z.object({ id, token }),
    handle: async ({ locale, query }) =>
      stopView(locale, (await abortLinkStands(recovering, query)) ? query : undefined),
  });

  page(app, {
    method: 'post',
    path: '/recover/stop',
    visitor: anybody,
    form: z.strictObject({ id, token }),
    handle: async ({ locale, form }) =>
      (await abortByLink(recovering, form)) ? stoppedView(locale) : stopView(locale, undefined),
  });
}
