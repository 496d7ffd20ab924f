import { DomainError } from '@onecampus/errors';
import type { App, Context } from '../../../context.ts';
import { flowVerdict } from '../../../rules/flow-verdict.ts';
import { listTrace } from '../../../use-cases/list-trace.ts';
import { previewRelease } from '../../../use-cases/preview-release.ts';
import { consolePage } from '../console-page.ts';
import { clientParams, shownClient } from './client.ts';
import { follow, followQuery } from './follow.ts';
import { testView } from './test-view.ts';

/** A sign-in to a service that is tried before it is open: the steps as they come, and what the service will learn. */
export function testSignInPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id/test',
    section: 'clients',
    params: clientParams,
    query: followQuery,
    handle: async ({ seen, params, query, response }) => {
      const shown = await shownClient(context, seen, params.id);
      const client = await context.clients.find(params.id);
      if (!client) throw new DomainError('client.unknown', 'No such client.');
      const { db, universities, config } = context;
      const [flows, claims] = await Promise.all([
        listTrace(db, params.id, { universityId: seen.university.id }),
        previewRelease({ db, universities, issuer: config.issuer }, { client, referenceId: seen.visitor.referenceId }),
      ]);
      const live = query.live === 'yes';
      // A sign-in with other settings than the present ones proves nothing.
      const since = flows.filter(({ steps }) => steps[0]!.at >= shown.client.changedAt);
      const tried = since.filter(({ steps }) => steps.some(({ step }) => step !== 'sign-out'));
      const product = {
        asksUserinfo: shown.known?.preset.asksUserinfo ?? false,
        otherFront: client.protocol !== 'oidc',
      };
      const passed = tried.some(({ steps }) => flowVerdict(steps, product, shown.now) === 'whole');
      // What was waited for is there.
      follow(response, live && !passed);
      return testView({ ...shown, flow: tried[0], passed, claims, live });
    },
  });
}
