import { isDomainError } from '@onecampus/errors';
import { Card, Code, DescriptionList, formatNumber, html, LinkButton, PageHeader, Stack } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { forgetLiveUpstreams } from '../../../federation/upstream-directory.ts';
import { beginRound, seeArrival, upstreamRedirectUri } from '../../../federation/upstream-round.ts';
import { dropUpstreamChange } from '../../../use-cases/drop-upstream-change.ts';
import { findWayIn } from '../../../use-cases/list-ways-in.ts';
import { takeUpstreamOutOfUse } from '../../../use-cases/pause-upstream.ts';
import { askToPutUpstreamIntoUse } from '../../../use-cases/put-upstream-live.ts';
import { type SaveUpstream, saveUpstream } from '../../../use-cases/save-upstream.ts';
import { upstreamLogoutPath } from '../../sign-in/upstream-logout.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { launchCard } from './launch-card.ts';
import { stateBadge } from './state-badge.ts';
import { type KeptTest, testedView } from './tested-view.ts';
import { emptyForm, formOf, settingsOf, type UpstreamForm, upstreamForm, upstreamFormView } from './upstream-form.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInWords } from './ways-in-words.ts';

const one = { id: z.uuid() };
const slug = /^[a-z0-9][a-z0-9-]{1,46}[a-z0-9]$/;
const askForm = z.strictObject({ seen: z.coerce.number().int(), reason: z.string().trim().min(1).max(500) });

/** One provider of a university: set up, tested, put live, paused. */
export function upstreamPages(app: App, context: Context): void {
  const section = 'ways-in' as const;
  const stepUp = true;

  consolePage(app, context, {
    method: 'get',
    path: '/ways-in/new',
    section,
    stepUp,
    handle: async ({ seen }) => newView(seen, emptyForm(seen.university), undefined),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/new',
    section,
    stepUp,
    form: upstreamForm,
    handle: async ({ seen, form }) => {
      if (!slug.test(form.slug)) return newView(seen, form, 'slug');
      const saved = await save(context, seen, form, { slug: form.slug });
      if ('fault' in saved) return newView(seen, form, saved.fault);
      return { redirect: waysInPath(seen.university, `/${saved.id}`) };
    },
  });

  consolePage(app, context, {
    method: 'get',
    path: '/ways-in/:id',
    section,
    stepUp,
    params: one,
    handle: async ({ seen, params }) => oneView(context, seen, params.id),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/:id',
    section,
    stepUp,
    params: one,
    form: upstreamForm,
    handle: async ({ seen, params, form }) => {
      const saved = await save(context, seen, form, { id: params.id, seenVersion: form.seen });
      if ('fault' in saved) return oneView(context, seen, params.id, { form, fault: saved.fault });
      forgetLiveUpstreams(context);
      return { redirect: waysInPath(seen.university, `/${saved.id}`) };
    },
  });

  consolePage(app, context, {
    method: 'get',
    path: '/ways-in/:id/test',
    section,
    params: one,
    handle: async ({ seen, params, request, response }) => {
      const { upstream } = await findWayIn(context.db, seen.university.id, params.id);
      const purpose = { kind: 'test', university: seen.university.slug, personId: seen.visitor.personId } as const;
      try {
        return await beginRound(context, { request, response }, upstream, { purpose, wishes: {} });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'upstream.unavailable') throw error;
        const cause = error.cause instanceof Error ? error.cause.message : '';
        const kept = { personId: seen.visitor.personId, code: error.code, reason: cause.slice(0, 300) };
        return { ...testedView({ ...seen, id: params.id, kept }), status: 422 };
      }
    },
  });

  consolePage(app, context, {
    method: 'get',
    path: '/ways-in/:id/tested',
    section,
    params: one,
    handle: async ({ seen, params, request, response }) => {
      const { upstream } = await findWayIn(context.db, seen.university.id, params.id);
      const kept = (await seeArrival(context, { request, response }, `test:${upstream.id}`)) as KeptTest | undefined;
      return testedView({
        ...seen,
        id: upstream.id,
        kept: kept?.personId === seen.visitor.personId ? kept : undefined,
      });
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/:id/live',
    section,
    stepUp,
    params: one,
    form: askForm,
    handle: async ({ seen: { university, visitor }, params, form }) => {
      const { personId } = visitor;
      const order = {
        id: params.id,
        universityId: university.id,
        seenVersion: form.seen,
        personId,
        reason: form.reason,
      };
      await askToPutUpstreamIntoUse(context.db, order);
      return { redirect: waysInPath(university, '?done=asked') };
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/:id/drop',
    section,
    stepUp,
    params: one,
    handle: async ({ seen: { university, by }, params }) => {
      const id = await dropUpstreamChange(context.db, { id: params.id, universityId: university.id, by });
      return { redirect: waysInPath(university, `/${id}`) };
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/:id/pause',
    section,
    stepUp,
    params: one,
    handle: async ({ seen: { university, by }, params }) => {
      await takeUpstreamOutOfUse(context.db, { id: params.id, universityId: university.id, by });
      forgetLiveUpstreams(context);
      return { redirect: waysInPath(university) };
    },
  });
}

async function save(
  { db, config }: Context,
  { university, by }: Seen,
  form: UpstreamForm,
  what: SaveUpstream['what'],
): Promise<{ id: string } | { fault: string }> {
  const settings = settingsOf(form);
  if (!settings.scopes.includes('openid')) return { fault: 'scopes' };
  try {
    const context = { db, kek: config.keyEncryptionKey, production: config.production };
    return { id: await saveUpstream(context, { university, by, settings, secret: form.secret || undefined, what }) };
  } catch (error) {
    const fault = faultIn(error);
    if (fault === undefined) throw error;
    return { fault };
  }
}

function faultIn(error: unknown): string | undefined {
  return isDomainError(error) && error.code === 'upstream.unfit' ? String(error.details['fault']) : undefined;
}

function newView({ locale, university }: Seen, form: UpstreamForm, fault: string | undefined) {
  const say = waysInWords(locale);
  const action = waysInPath(university, '/new');
  return {
    title: say.addTitle,
    ...(fault === undefined ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title: say.addTitle, back: { href: waysInPath(university), label: say.back } })}
      ${Card({ children: upstreamFormView({ locale, university, action, form, isNew: true, hasSecret: false, fault }) })}`,
  };
}

async function oneView(
  context: Context,
  { locale, university }: Pick<Seen, 'locale' | 'university'>,
  id: string,
  again: { readonly form?: UpstreamForm; readonly fault?: string } = {},
) {
  const say = waysInWords(locale);
  const wayIn = await findWayIn(context.db, university.id, id);
  const { upstream, links, changeId } = wayIn;
  const isChange = upstream.revises !== null;
  const title = isChange ? say.changeTitle : say.editTitle;
  const back = isChange
    ? { href: waysInPath(university, `/${upstream.revises}`), label: say.toLive }
    : { href: waysInPath(university), label: say.back };
  const action = waysInPath(university, `/${id}`);
  const redirectUri = upstreamRedirectUri(context, upstream.slug);
  return {
    title,
    ...(again.fault === undefined ? {} : { status: 422 }),
    body: html`
      ${PageHeader({ title, lead: isChange ? say.changeLead : upstream.issuer, back })}
      ${Stack({
        children: html`
          ${Card({
            title: say.redirectUri,
            detail: say.redirectHint,
            aside: stateBadge(upstream.state, locale),
            children: DescriptionList({
              items: [
                { term: say.redirectUri, description: Code({ value: redirectUri }) },
                {
                  term: say.logoutUri,
                  description: Code({ value: `${context.config.issuer}${upstreamLogoutPath(upstream.slug)}` }),
                },
                { term: say.links, description: formatNumber(locale, links) },
              ],
            }),
          })}
          ${launchCard({ locale, university, wayIn })}
          ${
            changeId === undefined
              ? null
              : Card({
                  title: say.changePrepared,
                  children: LinkButton({ label: say.toChange, href: waysInPath(university, `/${changeId}`) }),
                })
          }
          ${
            changeId !== undefined
              ? null
              : Card({
                  title,
                  detail:
                    isChange || upstream.state === 'draft'
                      ? undefined
                      : upstream.state === 'live'
                        ? say.besides
                        : say.resets,
                  children: upstreamFormView({
                    locale,
                    university,
                    action,
                    form: again.form ?? formOf(upstream),
                    isNew: false,
                    hasSecret: upstream.secretSealed !== null,
                    fault: again.fault,
                  }),
                })
          }`,
      })}`,
  };
}
