import { nobodyInParticular, route } from '@onecampus/http';
import type { Context } from '../context.ts';
import type { WebApp } from '../web-app.ts';
import { evaluationPath } from './evaluate-access.ts';

/** Metadata of the decision point (Authorization API 1.0 §9). */
export function authzenConfiguration(app: WebApp, context: Context): void {
  route(app, {
    method: 'get',
    path: '/.well-known/authzen-configuration',
    summary: 'Where this decision point answers what',
    authenticate: nobodyInParticular,
    handle: async () => ({
      policy_decision_point: context.access.audience,
      access_evaluation_endpoint: `${context.access.audience}${evaluationPath}`,
    }),
  });
}
