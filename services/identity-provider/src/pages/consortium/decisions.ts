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
import { forgetLiveUpstreams } from '../../federation/upstream-directory.ts';
import { decideOnRequest, listConsortiumRequests, withDifferences } from '../../use-cases/consortium-requests.ts';
import { upstreamRequestCard } from '../console/ways-in/upstream-request-card.ts';
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
      const [requests, universities] = await Promise.all([
        listConsortiumRequests(context.db),
        context.universities.all(),
      ]);
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
                  children: await Promise.all(
                    requests.map(async (one) => {
                      const own = one.askedBy === visitor.personId;
                      const university = universities.find(({ id }) => id === one.universityId);
                      if (!isAboutUpstream(one)) return requestCard(locale, one, names, own, context.clock.now());
                      return upstreamRequestCard({
                        locale,
                        timeZone: university?.timeZone ?? 'Asia/Tomsk',
                        request: await withDifferences(context.db, one),
                        own,
                        action: `/consortium/decisions/${one.id}`,
                        universityName: university?.name[locale],
                      });
                    }),
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
      const { personId } = visitor;
      await decideOnRequest(context.keys, { personId, universityId: null, id: params.id, outcome: form.outcome });
      forgetLiveUpstreams(context);
      await context.engine.reload();
      return { redirect: '/consortium/decisions' };
    },
  });
}

function isAboutPerson({ kind }: Request): boolean {
  return kind === 'grant-role' || kind === 'revoke-role' || kind === 'first-factor';
}

function isAboutUpstream({ kind }: Request): boolean {
  return kind === 'put-upstream-live' || kind === 'change-upstream';
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
