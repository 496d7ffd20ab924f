import { DomainError } from '@onecampus/errors';
import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { presetIds, presetKnown } from '../../rules/presets.ts';
import { addPresetClient } from '../../use-cases/add-preset-client.ts';
import { findOwnClient } from '../../use-cases/find-own-client.ts';

const wish = z.strictObject({
  /** Slug of the university whose application it is. */
  university: z.string().regex(/^[a-z0-9-]{2,32}$/),
  preset: z.enum(presetIds),
  client_name: z.string().trim().min(1).max(200),
  'client_name#ru': z.string().trim().min(1).max(200).optional(),
  address: z.string().trim().min(1).max(500),
  staff_address: z.string().trim().max(500).optional(),
  ask_consent: z.boolean().default(false),
});

/** Registers a product that we know at its address; answers with its id, its secret (this once) and what to fill in there. */
export function addPresetClientRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: '/api/v1/clients/presets',
    summary: 'Register a known product at its address for a university, as a draft',
    authenticate: bearer(context.access, 'clients.write'),
    body: wish,
    status: 201,
    handle: async ({ principal, body }) => {
      const university = (await context.universities.all()).find(({ slug }) => slug === body.university);
      if (!university) throw new DomainError('university.unknown', 'No such university.');
      const { db, config } = context;
      const added = await addPresetClient({ db, production: config.production }, principal.actor, {
        universityId: university.id,
        preset: body.preset,
        name: body.client_name,
        nameRu: body['client_name#ru'] ?? body.client_name,
        address: body.address,
        staffAddress: body.staff_address,
        asksConsent: body.ask_consent,
      });
      context.clients.forget();
      const client = await findOwnClient(db, added.id, 'everybody');
      const known = presetKnown(client, config.issuer);
      return {
        client_id: added.id,
        client_secret: added.secret,
        state: client.state,
        settings: known?.preset.settings(known) ?? [],
      };
    },
  });
}
