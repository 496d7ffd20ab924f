import { DomainError } from '@onecampus/errors';
import { Card, EmptyState, html, PageHeader, Stack, Table } from '@onecampus/pages';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { slugParams } from '../routes/schemas.ts';
import { viewPassages, viewRules, viewTerminals, viewZone, viewZones } from '../use-cases/view-zones.ts';
import type { WebApp } from '../web-app.ts';
import { facilityPage } from './facility-page.ts';
import { kindName } from './kinds.ts';
import { words } from './words.ts';
import { zoneBody } from './zone-body.ts';

const passages_shown = 50;

/** What a facility manager sees: the zones of the universities he serves, and nothing of the others. */
export function zonePages(app: WebApp, context: Context): void {
  const { db, snapshot, clock } = context;

  facilityPage(app, context, {
    path: '/',
    handle: async ({ universityIds, locale }) => {
      const zones = (await viewZones(db)).filter(({ universityId }) => universityIds.includes(universityId));
      const terminals = await viewTerminals(db);
      const text = words(locale);
      const table = Table({
        caption: text.zones,
        captionHidden: true,
        columns: [
          { key: 'title', label: text.zone, heading: true },
          { key: 'kind', label: text.kind },
          { key: 'university', label: text.university },
          { key: 'rules', label: text.rulesShort },
          { key: 'terminals', label: text.terminals },
        ],
        rows: zones.map((zone) => ({
          title: html`<a href=${`/zones/${zone.slug}`}>${locale === 'ru' ? zone.titleRu : zone.titleEn}</a>`,
          kind: kindName(zone.kind, locale),
          university: zone.university.shortName[locale],
          rules: text.rulesCount(snapshot().zone(zone.slug)?.rules.length ?? 0),
          terminals: text.terminalsCount(
            terminals.filter(({ zoneId, state }) => zoneId === zone.id && state === 'enrolled').length,
          ),
        })),
      });
      return {
        title: text.zones,
        body: html`${PageHeader({ title: text.zones, lead: text.zonesLead })}${
          zones.length === 0
            ? EmptyState({ title: text.noZones, text: text.noZonesText })
            : Card({ flush: true, children: table })
        }`,
      };
    },
  });

  facilityPage(app, context, {
    path: '/zones/:slug',
    params: slugParams,
    query: z.object({ before: z.uuid().optional() }),
    handle: async ({ universityIds, params, query, locale }) => {
      const zone = await viewZone(db, params.slug);
      if (!universityIds.includes(zone.universityId)) {
        throw new DomainError('staff.role_missing', 'This zone belongs to another university.');
      }
      const title = locale === 'ru' ? zone.titleRu : zone.titleEn;
      const body = zoneBody({
        locale,
        zone,
        universities: snapshot().universities,
        rules: await viewRules(db, zone.id),
        terminals: await viewTerminals(db, zone.id),
        ...(await viewPassages(db, zone.id, { limit: passages_shown, beforeId: query.before })),
        now: clock.now(),
      });
      const back = { href: '/', label: words(locale).back };
      return {
        title,
        body: html`${PageHeader({ title, lead: zone.university.name[locale], back })}${Stack({ children: body })}`,
      };
    },
  });
}
