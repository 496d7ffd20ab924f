import { Card, html, PageHeader } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { actAs } from '../../../use-cases/act-as.ts';
import { actingUniversityOf } from '../../../use-cases/find-acting-university.ts';
import { listMemberships } from '../../../use-cases/list-memberships.ts';
import { membershipForm } from '../../sign-in/act-as.ts';
import { actAsWords } from '../../sign-in/act-as-words.ts';
import { accountPage } from '../account-page.ts';

const form = z.strictObject({ university: z.string().max(32) });
const path = '/account/acting';

/** `/account/acting`: for which university somebody acts in this session, and how he changes it. */
export function actingPages(app: App, context: Context): void {
  accountPage(app, context, {
    method: 'get',
    path,
    section: 'overview',
    handle: async ({ visitor, locale }) => {
      const say = actAsWords(locale);
      const [memberships, chosen] = await Promise.all([
        listMemberships(context.db, visitor.personId, await context.universities.all()),
        actingUniversityOf(context.db, visitor.sessionUid),
      ]);
      const presentId = memberships.find(({ university }) => university.id === chosen)?.university.id;
      return {
        title: say.accountTitle,
        body: html`
          ${PageHeader({
            title: say.accountTitle,
            lead: memberships.length > 1 ? say.accountLead : say.only,
            back: { href: '/account', label: say.back },
          })}
          ${
            memberships.length > 1
              ? Card({
                  children: membershipForm({
                    action: path,
                    memberships,
                    locale,
                    presentId: presentId ?? memberships[0]!.university.id,
                  }),
                })
              : null
          }`,
      };
    },
  });

  accountPage(app, context, {
    method: 'post',
    path,
    section: 'overview',
    form,
    handle: async ({ visitor, form: { university } }) => {
      const memberships = await listMemberships(context.db, visitor.personId, await context.universities.all());
      const chosen = memberships.find((one) => one.university.slug === university)?.university;
      await actAs(context.db, { personId: visitor.personId, sessionUid: visitor.sessionUid, university: chosen });
      return { redirect: path };
    },
  });
}
