import { isDomainError } from '@onecampus/errors';
import { anybody, page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { mailGoes } from '../../mail/mail-goes.ts';
import { newcomerLimits } from '../../newcomer-limits.ts';
import { askNewPassword } from '../../use-cases/ask-new-password.ts';
import { newPasswordLinkStands, recoverPassword } from '../../use-cases/recover-password.ts';
import { deadLinkView, forgottenView, letterSentView, newPasswordView, passwordSavedView } from './forgotten-view.ts';
import { passwordError } from './new-password-form.ts';

const token = z.string().max(100);
const forgottenForm = z.strictObject({
  university: z.string().max(64).default(''),
  login: z.string().max(512).default(''),
});

/** `/forgotten` and `/new-password`: a new password by a link in a letter. */
export function forgottenPages(app: App, context: Context): void {
  const { clock, config, db, hasher } = context;
  const view = async (locale: 'ru' | 'en', change: { missing?: boolean; tooOften?: boolean; university?: string }) =>
    forgottenView({
      locale,
      universities: (await context.universities.all()).filter(({ hasLeft }) => !hasLeft),
      university: change.university,
      mailGoes: mailGoes(config.mail),
      ...change,
    } as Parameters<typeof forgottenView>[0]);

  page(app, {
    method: 'get',
    path: '/forgotten',
    visitor: anybody,
    query: z.object({ university: z.string().max(64).optional() }),
    handle: ({ locale, query }) => view(locale, query.university === undefined ? {} : { university: query.university }),
  });

  page(app, {
    method: 'post',
    path: '/forgotten',
    visitor: anybody,
    form: forgottenForm,
    handle: async ({ locale, form, request, response }) => {
      const name = form.login.trim();
      if (name === '' || !mailGoes(config.mail)) return view(locale, { missing: true, university: form.university });
      const limits = newcomerLimits(context);
      try {
        await limits.forgottenSource.count(request.ip ?? 'unknown');
        await limits.forgottenName.count(`${name.includes('@') ? '' : form.university}:${name.toLowerCase()}`);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
        response.setHeader('Retry-After', String(error.retryAfterSeconds ?? 60));
        return view(locale, { tooOften: true, university: form.university });
      }
      await askNewPassword({ db, kek: config.keyEncryptionKey }, { university: form.university, name });
      return letterSentView(locale);
    },
  });

  page(app, {
    method: 'get',
    path: '/new-password',
    visitor: anybody,
    query: z.object({ token: token.default('') }),
    // Programs that look through mail open links: nothing is used up by it.
    handle: async ({ locale, query }) =>
      (await newPasswordLinkStands({ db, clock }, query.token))
        ? newPasswordView(locale, query.token)
        : deadLinkView(locale),
  });

  page(app, {
    method: 'post',
    path: '/new-password',
    visitor: anybody,
    form: z.strictObject({ token, password: z.string().default('') }),
    handle: async ({ locale, form }) => {
      try {
        return (await recoverPassword({ db, clock, hasher, universities: context.universities }, form))
          ? passwordSavedView(locale)
          : deadLinkView(locale);
      } catch (error) {
        return newPasswordView(locale, form.token, passwordError(locale, error));
      }
    },
  });
}
