import { anybody, type PageView, page } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { activationCodeFrom } from '../../rules/activation-code.ts';
import { findInvitation, takeUpInvitation } from '../../use-cases/take-up-invitation.ts';
import { passwordError } from '../recovery/new-password-form.ts';
import { tryCode } from '../recovery/try-code.ts';
import { rememberUniversity } from '../sign-in/university-cookie.ts';
import { activatedView, codeView, deadInvitationView, welcomeView } from './invitation-view.ts';

/** `/invitation`: a newcomer brings a link or a code and chooses his password. Three screens from paper to signing in. */
export function newcomerPages(app: App, context: Context): void {
  const { clock, config, db, hasher, universities } = context;
  const finding = { db, clock, kek: config.keyEncryptionKey };
  const welcome = async (locale: Locale, brought: string, error?: string): Promise<PageView> => {
    const invitation = await findInvitation(finding, brought);
    if (!invitation) return deadInvitationView(locale);
    const university = (await universities.all()).find(({ id }) => id === invitation.universityId);
    const { name, login } = invitation;
    return welcomeView({ locale, brought, name, login, university: university?.name[locale] ?? '', error });
  };
  const counted = (source: string, locale: Locale, then: () => Promise<PageView>) =>
    tryCode(context, source, codeView(locale, { tooOften: true }), then);

  page(app, {
    method: 'get',
    path: '/invitation',
    visitor: anybody,
    query: z.object({ token: z.string().max(100).optional() }),
    handle: async ({ locale, query: { token }, request }) =>
      token === undefined ? codeView(locale) : counted(request.ip ?? 'unknown', locale, () => welcome(locale, token)),
  });

  page(app, {
    method: 'post',
    path: '/invitation',
    visitor: anybody,
    form: z.strictObject({ code: z.string().max(1_000).default('') }),
    handle: async ({ locale, form, request }) => {
      const code = activationCodeFrom(form.code);
      if (code === undefined) return codeView(locale, { wrong: true });
      return counted(request.ip ?? 'unknown', locale, () => welcome(locale, code));
    },
  });

  page(app, {
    method: 'post',
    path: '/invitation/password',
    visitor: anybody,
    form: z.strictObject({ brought: z.string().max(200), password: z.string().default('') }),
    handle: async ({ locale, form, request, response }) =>
      counted(request.ip ?? 'unknown', locale, async () => {
        try {
          const taken = await takeUpInvitation({ ...finding, hasher, universities }, { ...form, locale });
          if (!taken) return deadInvitationView(locale);
          const slug = (await universities.all()).find(({ id }) => id === taken.universityId)?.slug;
          if (slug) rememberUniversity(context, response, slug);
          return activatedView(locale, taken.login);
        } catch (error) {
          return welcome(locale, form.brought, passwordError(locale, error));
        }
      }),
  });
}
