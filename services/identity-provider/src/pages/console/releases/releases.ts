import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { claimGroupNames } from '../../../rules/claim-groups.ts';
import {
  bundleNames,
  choicesOf,
  choicesOfBundle,
  policyOfChoices,
  releaseChoices,
} from '../../../rules/release-choices.ts';
import { findReleasePolicy } from '../../../use-cases/find-release-policy.ts';
import { setReleasePolicy } from '../../../use-cases/set-release-policy.ts';
import { consolePath } from '../console-frame.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { type ReleasesView, releasesView } from './releases-view.ts';

const params = { id: z.string().min(2).max(63) };
const path = '/clients/:id/releases';
const choice = z.enum(releaseChoices);
const purpose = z.string().trim().max(300).default('');
const form = z.strictObject({
  version: z.coerce.number().int().min(0).max(1_000_000),
  purposeRu: purpose,
  purposeEn: purpose,
  ...(Object.fromEntries(claimGroupNames.map((group) => [group, choice])) as Record<
    (typeof claimGroupNames)[number],
    typeof choice
  >),
});
const query = z.object({ bundle: z.enum(bundleNames).optional(), saved: z.literal('yes').optional() });

/** What a service of this university is told of people: the decision, and making another. */
export function releasePolicyPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path,
    section: 'clients',
    params,
    query,
    handle: async ({ seen, params: { id }, query: { bundle, saved } }) => {
      const view = await shown(context, seen, id);
      return releasesView({
        ...view,
        chosen: bundle ? choicesOfBundle(bundle, 'contract') : view.chosen,
        said: saved ? 'saved' : undefined,
      });
    },
  });

  consolePage(app, context, {
    method: 'post',
    path,
    section: 'clients',
    stepUp: true,
    params,
    form,
    handle: async ({ seen, params: { id }, form: { version, purposeRu, purposeEn, ...chosen } }) => {
      if ((purposeRu === '') !== (purposeEn === '')) {
        const view = await shown(context, seen, id);
        return { ...releasesView({ ...view, chosen, purposeRu, purposeEn, said: 'purpose-incomplete' }), status: 422 };
      }
      await setReleasePolicy(context.db, seen.by, {
        clientId: id,
        universityId: seen.university.id,
        seenVersion: version,
        policy: {
          ...policyOfChoices(chosen),
          ...(purposeRu === '' ? {} : { purpose: { ru: purposeRu, en: purposeEn } }),
        },
      });
      context.clients.forget();
      return { redirect: `${consolePath(seen.university)}/clients/${id}/releases?saved=yes` };
    },
  });
}

async function shown(context: Context, { locale, university }: Seen, id: string): Promise<ReleasesView> {
  const { name, policy } = await findReleasePolicy(context.db, id, university.id);
  return {
    locale,
    service: name[locale],
    servicePath: `${consolePath(university)}/clients/${id}`,
    version: policy.version,
    chosen: choicesOf(policy),
    purposeRu: policy.purpose?.ru ?? '',
    purposeEn: policy.purpose?.en ?? '',
    said: undefined,
  };
}
