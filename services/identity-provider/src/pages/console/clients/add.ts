import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { presetIds, presetKnown, presets } from '../../../rules/presets.ts';
import { addPresetClient } from '../../../use-cases/add-preset-client.ts';
import { findOwnClient } from '../../../use-cases/find-own-client.ts';
import { consolePage } from '../console-page.ts';
import { type AddFault, type AddForm, addView, chooseProductView, secretShownView } from './add-view.ts';
import { clientsWords } from './clients-words.ts';

const params = { preset: z.enum(presetIds) };
const form = z.strictObject({
  name: z.string().trim().max(200).default(''),
  nameRu: z.string().trim().max(200).default(''),
  address: z.string().trim().max(500).default(''),
  staffAddress: z.string().trim().max(500).default(''),
  consent: z.literal('yes').optional(),
});

const blank: AddForm = { name: '', nameRu: '', address: '', staffAddress: '', consent: false };

/** Connecting a service: the product, its address, then its secret and its settings. */
export function addClientPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/add',
    section: 'clients',
    handle: async ({ seen }) => chooseProductView(seen),
  });

  consolePage(app, context, {
    method: 'get',
    path: '/clients/add/:preset',
    section: 'clients',
    stepUp: true,
    params,
    handle: async ({ seen, params }) => addView({ seen, preset: presets[params.preset], form: blank, faults: [] }),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/add/:preset',
    section: 'clients',
    stepUp: true,
    params,
    form,
    handle: async ({ seen, params, form: sent }) => {
      const preset = presets[params.preset];
      const say = clientsWords(seen.locale);
      const typed: AddForm = { ...sent, consent: sent.consent === 'yes' };
      const missing = (['nameRu', 'name', 'address'] as const).filter((field) => typed[field] === '');
      const again = (faults: readonly AddFault[]) => addView({ seen, preset, form: typed, faults });
      if (missing.length > 0) return again(missing.map((field) => ({ field, text: say.needed })));
      const { db, config } = context;
      try {
        const { id, secret } = await addPresetClient({ db, production: config.production }, seen.by, {
          universityId: seen.university.id,
          preset: params.preset,
          name: typed.name,
          nameRu: typed.nameRu,
          address: typed.address,
          staffAddress: typed.staffAddress,
          asksConsent: typed.consent,
        });
        context.clients.forget();
        const client = await findOwnClient(db, id, { universityId: seen.university.id });
        const title = say.registered(seen.locale === 'ru' ? client.nameRu : client.name);
        return secretShownView({
          seen,
          title,
          client,
          secret,
          known: presetKnown(client, config.issuer),
          issuer: config.issuer,
        });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'client.unfit') throw error;
        const [fault] = (error.details?.['faults'] as { field: string }[] | undefined) ?? [];
        return again([
          { field: fault?.field === 'staff_address' ? 'staffAddress' : 'address', text: say.addressUnfit },
        ]);
      }
    },
  });
}
