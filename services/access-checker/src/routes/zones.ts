import { bearer, route } from '@onecampus/http';
import type { Context } from '../context.ts';
import { ruleAsInput } from '../rules/plan-rules.ts';
import { replaceRules } from '../use-cases/replace-rules.ts';
import { saveZone } from '../use-cases/save-zone.ts';
import { viewPassages, viewRules, viewZone, viewZones, type ZoneWithUniversity } from '../use-cases/view-zones.ts';
import type { WebApp } from '../web-app.ts';
import { passagesQuery, rulesBody, slugParams, zoneBody } from './schemas.ts';

/** Rules that name many people are long. */
const rules_bytes_max = 2 * 1_024 * 1_024;

/** Zones, their rules, and what happened at their gates. */
export function zoneRoutes(app: WebApp, context: Context): void {
  const { db, access } = context;
  const mayRead = bearer(access, 'access.read');
  const mayWrite = bearer(access, 'access.write');

  route(app, {
    method: 'get',
    path: '/api/v1/zones',
    summary: 'All zones',
    authenticate: mayRead,
    handle: async () => ({ zones: (await viewZones(db)).map(shown) }),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/zones/:slug',
    summary: 'One zone',
    authenticate: mayRead,
    params: slugParams,
    handle: async ({ params }) => shown(await viewZone(db, params.slug)),
  });
  route(app, {
    method: 'put',
    path: '/api/v1/zones/:slug',
    summary: 'Create a zone or change it',
    authenticate: mayWrite,
    params: slugParams,
    body: zoneBody,
    handle: async ({ params, body, principal }) => {
      const { time_zone: timeZone, ...rest } = body;
      await saveZone(context, principal.actor, { ...rest, slug: params.slug, timeZone });
      return shown(await viewZone(db, params.slug));
    },
  });
  route(app, {
    method: 'get',
    path: '/api/v1/zones/:slug/rules',
    summary: 'The rules of a zone',
    authenticate: mayRead,
    params: slugParams,
    handle: async ({ params }) => ({
      rules: (await viewRules(db, (await viewZone(db, params.slug)).id)).map(ruleAsInput),
    }),
  });
  route(app, {
    method: 'put',
    path: '/api/v1/zones/:slug/rules',
    summary: 'Make this list the rules of a zone',
    authenticate: mayWrite,
    params: slugParams,
    body: rulesBody,
    bodyBytesMax: rules_bytes_max,
    handle: async ({ params, body, principal }) => ({
      rules: await replaceRules(context, principal.actor, params.slug, body.rules),
    }),
  });
  route(app, {
    method: 'get',
    path: '/api/v1/zones/:slug/passages',
    summary: 'What happened at the gates of a zone, newest first',
    authenticate: mayRead,
    params: slugParams,
    query: passagesQuery,
    handle: async ({ params, query }) => {
      const zone = await viewZone(db, params.slug);
      const { passages, next } = await viewPassages(db, zone.id, { limit: query.limit, beforeId: query.before });
      return {
        passages: passages.map(({ id, at, direction, decision, reasonCode, terminalName, ruleName }) => ({
          id,
          at: at.toISOString(),
          direction,
          decision,
          reason_code: reasonCode,
          terminal: terminalName,
          rule: ruleName,
        })),
        next,
      };
    },
  });
}

function shown(zone: ZoneWithUniversity) {
  return {
    slug: zone.slug,
    university: zone.university.slug,
    kind: zone.kind,
    title: { ru: zone.titleRu, en: zone.titleEn },
    time_zone: zone.timeZone,
    version: zone.version,
  };
}
