import { Actions, Card, html, LinkButton, type Locale } from '@onecampus/pages';
import type { Context } from '../../../context.ts';
import type { SignedInPerson } from '../../../own-session.ts';
import { actingUniversityOf } from '../../../use-cases/find-acting-university.ts';
import { listMemberships } from '../../../use-cases/list-memberships.ts';
import { actAsWords } from '../../sign-in/act-as-words.ts';

/** For which university somebody acts, with the way to change it; nothing for who belongs to one. */
export async function actingCard(context: Context, visitor: SignedInPerson, locale: Locale) {
  const memberships = await listMemberships(context.db, visitor.personId, await context.universities.all());
  if (memberships.length < 2) return null;
  const chosen = await actingUniversityOf(context.db, visitor.sessionUid);
  const { university } = memberships.find((one) => one.university.id === chosen) ?? memberships[0]!;
  const say = actAsWords(locale);
  return Card({
    title: say.accountTitle,
    children: html`<p><strong>${university.shortName[locale]}</strong> — ${university.name[locale]}</p>`,
    actions: Actions({ children: LinkButton({ label: say.change, href: '/account/acting' }) }),
  });
}
