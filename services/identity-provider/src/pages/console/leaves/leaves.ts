import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { giveRegistrationLeave } from '../../../use-cases/give-registration-leave.ts';
import { listRegistrationLeaves } from '../../../use-cases/list-registration-leaves.ts';
import { revokeRegistrationLeave } from '../../../use-cases/revoke-registration-leave.ts';
import { linesField } from '../clients/lines-field.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { type LeaveFault, type LeaveForm, leaveGivenView, leavesPath, leavesView } from './leaves-view.ts';
import { leavesWords } from './leaves-words.ts';

const day_ms = 86_400_000;

const blank: LeaveForm = { label: '', hosts: [], scope: 'openid profile email', state: 'draft', uses: 1, days: 7 };

const form = z.strictObject({
  label: z.string().trim().max(200).default(''),
  hosts: linesField,
  scope: z.string().trim().max(1_000).default(''),
  state: z.enum(['draft', 'live']).default('draft'),
  uses: z.coerce.number().int().min(1).max(1_000),
  days: z.coerce.number().int().min(1).max(365),
});

/**
 * `/console/:university/clients/leaves`: leave for a university's applications to register themselves (RFC 7591 §1.2). What
 * they become is never first party; that is for the operator, or for people who look at the one application.
 */
export function registrationLeavePages(app: App, context: Context): void {
  const shown = async (seen: Seen, typed: LeaveForm = blank, faults: readonly LeaveFault[] = []) => {
    const leaves = await listRegistrationLeaves(context.db, { universityId: seen.university.id });
    return leavesView({ seen, leaves, now: context.clock.now(), form: typed, faults });
  };

  consolePage(app, context, {
    method: 'get',
    path: '/clients/leaves',
    section: 'clients',
    stepUp: true,
    handle: ({ seen }) => shown(seen),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/leaves',
    section: 'clients',
    stepUp: true,
    form,
    handle: async ({ seen, form: sent }) => {
      const say = leavesWords(seen.locale);
      const missing = (['label', 'hosts', 'scope'] as const).filter((field) => sent[field].length === 0);
      if (missing.length > 0)
        return shown(
          seen,
          sent,
          missing.map((field) => ({ field, text: say.needed })),
        );
      try {
        const { token } = await giveRegistrationLeave(context.db, seen.by, {
          universityId: seen.university.id,
          label: sent.label,
          redirectHosts: sent.hosts.map((host) => host.toLowerCase()),
          scope: sent.scope,
          firstParty: false,
          registeredState: sent.state,
          usesLeft: sent.uses,
          expiresAt: new Date(context.clock.now().getTime() + sent.days * day_ms),
        });
        return leaveGivenView(seen, token, context.config.issuer);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'client.unfit') throw error;
        const faults = (error.details['faults'] as { field: string }[] | undefined) ?? [];
        const named = new Set(faults.map(({ field }) => (field === 'scope' ? 'scope' : 'hosts')));
        return shown(
          seen,
          sent,
          [...named].map((field) => ({ field, text: field === 'scope' ? say.scopeUnfit : say.hostsUnfit })),
        );
      }
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/clients/leaves/:id/revoke',
    section: 'clients',
    stepUp: true,
    params: { id: z.uuid() },
    handle: async ({ seen, params }) => {
      await revokeRegistrationLeave(context.db, seen.by, {
        id: params.id,
        owner: { universityId: seen.university.id },
      });
      return { redirect: leavesPath(seen) };
    },
  });
}
