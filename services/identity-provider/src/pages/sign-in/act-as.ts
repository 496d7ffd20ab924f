import { ChoiceList, Form, html, type Locale, PageHeader } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { proceed } from '../../sign-in/proceed.ts';
import { findProgress } from '../../sign-in/progress.ts';
import { listMemberships, type Membership } from '../../use-cases/list-memberships.ts';
import { actAsWords } from './act-as-words.ts';
import { pendingPage } from './pending-page.ts';

const form = z.strictObject({ university: z.string().max(32) });

/** The step of people who belong to several universities: as whose member? */
export function actAsPages(app: App, context: Context): void {
  pendingPage(app, context, {
    method: 'get',
    path: '/act-as',
    handle: async ({ pending, locale }) => {
      const progress = await findProgress(context.ephemeral, pending.uid);
      if (!progress) return { redirect: `/interaction/${pending.uid}` };
      const say = actAsWords(locale);
      const [client, memberships] = await Promise.all([
        context.clients.find(pending.clientId),
        listMemberships(context.db, progress.personId, await context.universities.all()),
      ]);
      const application = (locale === 'ru' ? client?.nameRu : client?.name) ?? pending.clientId;
      return {
        title: say.title,
        screen: 'card',
        body: html`
          ${PageHeader({ title: say.title, lead: say.lead(application) })}
          ${membershipForm({ action: `/interaction/${pending.uid}/act-as`, memberships, locale })}`,
      };
    },
  });

  pendingPage(app, context, {
    method: 'post',
    path: '/act-as',
    form,
    handle: async ({ pending, form: { university }, request, response }) => {
      const progress = await findProgress(context.ephemeral, pending.uid);
      if (!progress) return { redirect: `/interaction/${pending.uid}` };
      const memberships = await listMemberships(context.db, progress.personId, await context.universities.all());
      const chosen = memberships.find((one) => one.university.slug === university);
      // A university to which he does not belong is none that he may choose, whatever the form says.
      if (!chosen) return { redirect: `/interaction/${pending.uid}/act-as` };
      return proceed(context, { request, response }, pending, { ...progress, universityId: chosen.university.id });
    },
  });
}

/** Rows to press, one for each university, with what one is there. */
export function membershipForm(view: {
  readonly action: string;
  readonly memberships: readonly Membership[];
  readonly locale: Locale;
  readonly presentId?: string | undefined;
}) {
  const say = actAsWords(view.locale);
  return Form({
    action: view.action,
    children: ChoiceList({
      label: say.list,
      choices: view.memberships.map(({ university, affiliations }) => ({
        title: university.shortName[view.locale],
        detail: [
          affiliations.map((one) => say[one]).join(', '),
          ...(university.id === view.presentId ? [say.now] : []),
        ].join(' · '),
        name: 'university',
        value: university.slug,
      })),
    }),
  });
}
