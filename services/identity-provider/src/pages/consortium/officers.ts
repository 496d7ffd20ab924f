import { findAccountHolders, findProfile, fullName } from '@onecampus/directory';
import { Button, Card, Disclosure, Field, Form, html, type Locale, PageHeader, Stack } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { askForDecision, listSecurityOfficers } from '../../use-cases/consortium-requests.ts';
import { consortiumPage } from './consortium-page.ts';
import { consortiumWords } from './consortium-words.ts';

const reason = z.string().trim().min(1).max(500);

/** `/consortium/officers`: who looks after the keys, and who should. */
export function consortiumOfficersPages(app: App, context: Context): void {
  const shown = async (locale: Locale, typed?: { readonly login: string; readonly reason: string }) => {
    const officers = await Promise.all(
      (await listSecurityOfficers(context.db)).map(async (id) => {
        const profile = await findProfile(context.db, id);
        return { id, name: profile ? fullName(profile) : id };
      }),
    );
    return view(locale, officers, typed);
  };

  consortiumPage(app, context, {
    method: 'get',
    path: '/consortium/officers',
    section: 'officers',
    handle: ({ locale }) => shown(locale),
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/officers',
    section: 'officers',
    form: z.strictObject({ login: z.string().trim().max(256), reason }),
    handle: async ({ visitor, locale, form }) => {
      const [found] = form.login.includes('@') ? await findAccountHolders(context.db, form.login) : [];
      if (!found) return { ...(await shown(locale, form)), status: 422 };
      const request = { kind: 'grant-role', subject: found.personId, reason: form.reason } as const;
      await askForDecision(context.db, { personId: visitor.personId, ...request });
      return { redirect: '/consortium/decisions' };
    },
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/officers/:id/remove',
    section: 'officers',
    params: z.strictObject({ id: z.uuid() }),
    form: z.strictObject({ reason }),
    handle: async ({ visitor, params, form }) => {
      const request = { kind: 'revoke-role', subject: params.id, reason: form.reason } as const;
      await askForDecision(context.db, { personId: visitor.personId, ...request });
      return { redirect: '/consortium/decisions' };
    },
  });
}

function view(
  locale: Locale,
  officers: readonly { readonly id: string; readonly name: string }[],
  typed?: { readonly login: string; readonly reason: string },
) {
  const say = consortiumWords(locale);
  const reasonField = (id: string) =>
    Field({ label: say.reason, name: 'reason', id, hint: say.reasonHint, required: true, maxlength: 500 });
  return {
    title: say.officers,
    body: html`
      ${PageHeader({ title: say.officers, lead: say.neededText })}
      ${Stack({
        children: [
          ...officers.map(({ id, name }) =>
            Card({
              title: name,
              children: Disclosure({
                summary: say.officerRemove,
                children: Form({
                  action: `/consortium/officers/${id}/remove`,
                  children: html`${reasonField(`remove-${id}`)}${Button({ label: say.ask, tone: 'danger' })}`,
                }),
              }),
            }),
          ),
          Card({
            title: say.officerAdd,
            children: Form({
              action: '/consortium/officers',
              children: html`
                ${Field({
                  label: say.officerLogin,
                  name: 'login',
                  hint: say.officerLoginHint,
                  code: true,
                  required: true,
                  maxlength: 256,
                  value: typed?.login,
                  error: typed ? say.officerUnknown : undefined,
                })}
                ${reasonField('add-reason')}${Button({ label: say.ask })}`,
            }),
          }),
        ],
      })}`,
  };
}
