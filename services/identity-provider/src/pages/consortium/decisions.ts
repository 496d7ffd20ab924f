import { findProfile, fullName } from '@onecampus/directory';
import {
  Actions,
  Button,
  Card,
  EmptyState,
  Form,
  formatDateTime,
  html,
  type Locale,
  PageHeader,
  Stack,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { decideOnRequest, listConsortiumRequests } from '../../use-cases/consortium-requests.ts';
import { consortiumPage } from './consortium-page.ts';
import { consortiumWords } from './consortium-words.ts';

type Request = Awaited<ReturnType<typeof listConsortiumRequests>>[number];

/** `/consortium/decisions`: what waits for a second person, and what was decided. */
export function consortiumDecisionsPages(app: App, context: Context): void {
  const nameOf = async (personId: string) => {
    const profile = await findProfile(context.db, personId);
    return profile ? fullName(profile) : personId;
  };

  consortiumPage(app, context, {
    method: 'get',
    path: '/consortium/decisions',
    section: 'decisions',
    handle: async ({ visitor, locale }) => {
      const say = consortiumWords(locale);
      const requests = await listConsortiumRequests(context.db);
      const people = new Set(requests.flatMap((one) => [one.askedBy, ...(isAboutPerson(one) ? [one.subject!] : [])]));
      const names = new Map(await Promise.all([...people].map(async (id) => [id, await nameOf(id)] as const)));
      return {
        title: say.decisions,
        body: html`
          ${PageHeader({ title: say.decisions, lead: say.lead })}
          ${
            requests.length === 0
              ? EmptyState({ title: say.noDecisions, text: say.lead })
              : Stack({
                  children: requests.map((one) =>
                    requestCard(locale, one, names, one.askedBy === visitor.personId, new Date()),
                  ),
                })
          }`,
      };
    },
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/decisions/:id',
    section: 'decisions',
    params: z.strictObject({ id: z.uuid() }),
    form: z.strictObject({ outcome: z.enum(['agreed', 'refused']) }),
    handle: async ({ visitor, params, form }) => {
      await decideOnRequest(context.keys, { personId: visitor.personId, id: params.id, outcome: form.outcome });
      await context.engine.reload();
      return { redirect: '/consortium/decisions' };
    },
  });
}

function isAboutPerson({ kind }: Request): boolean {
  return kind === 'grant-role' || kind === 'revoke-role';
}

function requestCard(locale: Locale, one: Request, names: ReadonlyMap<string, string>, own: boolean, now: Date) {
  const say = consortiumWords(locale);
  const about = one.subject === null ? '' : isAboutPerson(one) ? `: ${names.get(one.subject)}` : `: ${one.subject}`;
  const isOpen = one.outcome === null && one.expiresAt > now;
  const outcome = isOpen ? say.open : one.outcome === null ? say.expired : say[one.outcome];
  return Card({
    title: `${say[one.kind]}${about}`,
    children: html`
      <p>${one.reason}</p>
      <p>${say.asked}: ${names.get(one.askedBy)}${own ? ` (${say.you})` : ''}, ${formatDateTime(locale, one.askedAt, 'Asia/Tomsk')} · ${say.outcome}: ${outcome}</p>
      ${
        isOpen
          ? Form({
              action: `/consortium/decisions/${one.id}`,
              children: Actions({
                children: [
                  own ? null : Button({ label: say.agree, name: 'outcome', value: 'agreed', tone: 'danger' }),
                  Button({
                    label: own ? say.takeBack : say.refuse,
                    name: 'outcome',
                    value: 'refused',
                    tone: 'secondary',
                  }),
                ],
              }),
            })
          : null
      }`,
  });
}
