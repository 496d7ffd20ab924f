import { findProfile, fullName } from '@onecampus/directory';
import { isDomainError } from '@onecampus/errors';
import {
  Actions,
  Alert,
  Button,
  Card,
  EmptyState,
  Field,
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
import {
  askForDecision,
  decideOnRequest,
  listConsortiumRequests,
  withDifferences,
  withName,
} from '../../use-cases/consortium-requests.ts';
import { confirmationWords } from '../account/security/confirmation-words.ts';
import { firstFactorCard } from '../console/ways-in/first-factor-card.ts';
import { decisionForm } from '../console/ways-in/stranger-pages.ts';
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
    query: z.object({ fault: z.literal('number').optional() }),
    handle: async ({ visitor, locale, query: { fault } }) => {
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
          ${PageHeader({ title: say.decisions, lead: say.decisionsLead })}
          ${fault ? Alert({ tone: 'error', title: confirmationWords(locale).wrongNumber }) : null}
          ${
            requests.length === 0
              ? EmptyState({ title: say.noDecisions, text: say.lead })
              : Stack({
                  children: await Promise.all(
                    requests.map(async (one) => {
                      const own = one.askedBy === visitor.personId;
                      const university = universities.find(({ id }) => id === one.universityId);
                      const action = `/consortium/decisions/${one.id}`;
                      const timeZone = university?.timeZone ?? 'Asia/Tomsk';
                      if (one.kind === 'first-factor' && isOpen(one, context.clock.now()))
                        return firstFactorCard({
                          locale,
                          timeZone,
                          request: await withName(context.db, one),
                          own,
                          action,
                        });
                      if (!isAboutUpstream(one)) return requestCard(locale, one, names, own, context.clock.now());
                      return upstreamRequestCard({
                        locale,
                        timeZone,
                        request: await withDifferences(context.db, one),
                        own,
                        action,
                        universityName: university?.name[locale],
                      });
                    }),
                  ),
                })
          }
          ${firstPartyForm(locale)}`,
      };
    },
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/decisions',
    section: 'decisions',
    form: z.strictObject({
      client: z.string().trim().min(2).max(63),
      reason: z.string().trim().min(1).max(500),
    }),
    handle: async ({ visitor, form }) => {
      const request = { kind: 'first-party', subject: form.client, reason: form.reason } as const;
      await askForDecision(context.db, { personId: visitor.personId, ...request });
      return { redirect: '/consortium/decisions' };
    },
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/decisions/:id',
    section: 'decisions',
    params: z.strictObject({ id: z.uuid() }),
    form: decisionForm,
    handle: async ({ visitor, params, form }) => {
      const { personId } = visitor;
      try {
        await decideOnRequest(context.keys, { personId, universityId: null, id: params.id, ...form });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'consortium.wrong_number') throw error;
        return { redirect: '/consortium/decisions?fault=number' };
      }
      forgetLiveUpstreams(context);
      context.clients.forget();
      await context.engine.reload();
      return { redirect: '/consortium/decisions' };
    },
  });
}

/** What one officer proposes about an application of the consortium's own. */
function firstPartyForm(locale: Locale) {
  const say = consortiumWords(locale);
  return Card({
    title: say.firstPartyTitle,
    detail: say.firstPartyText,
    children: Form({
      action: '/consortium/decisions',
      children: html`
        ${Field({ label: say.firstPartyClient, name: 'client', code: true, required: true, maxlength: 63, autocomplete: 'off' })}
        ${Field({ label: say.reason, name: 'reason', hint: say.reasonHint, required: true, maxlength: 500 })}
        ${Actions({ children: Button({ label: say.ask }) })}`,
    }),
  });
}

function isOpen({ outcome, expiresAt }: Request, now: Date): boolean {
  return outcome === null && expiresAt > now;
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
  const open = isOpen(one, now);
  const outcome = open ? say.open : one.outcome === null ? say.expired : say[one.outcome];
  return Card({
    title: `${say[one.kind]}${about}`,
    children: html`
      <p>${one.reason}</p>
      <p>${say.asked}: ${names.get(one.askedBy)}${own ? ` (${say.you})` : ''}, ${formatDateTime(locale, one.askedAt, 'Asia/Tomsk')} · ${say.outcome}: ${outcome}</p>
      ${
        open
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
