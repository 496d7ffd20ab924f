import { bearer, route } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import { endAgreement } from '../use-cases/end-agreement.ts';
import { listAgreements } from '../use-cases/list-agreements.ts';
import { makeAgreement } from '../use-cases/make-agreement.ts';
import { dayOrMoment, moment, names, university } from './schemas.ts';

const agreements = '/api/v1/agreements';
const reference = z.string().trim().min(1).max(200).describe('As the paper calls it.');

export function listAgreementsRoute(app: App, context: Context): void {
  route(app, {
    method: 'get',
    path: agreements,
    summary: 'The agreements between universities.',
    authenticate: bearer(context.access, 'people.read'),
    query: z.strictObject({}),
    handle: async () => ({ agreements: await listAgreements(context) }),
  });
}

export function makeAgreementRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: agreements,
    summary: 'Enters an agreement between universities.',
    authenticate: bearer(context.access, 'agreements.write'),
    body: z.strictObject({
      reference,
      title: names,
      parties: z.array(university).min(2).max(100),
      valid_from: dayOrMoment.optional(),
      valid_until: dayOrMoment.optional(),
    }),
    status: 201,
    handle: ({ principal, body }) =>
      makeAgreement(context, {
        by: principal.actor,
        reference: body.reference,
        title: body.title,
        parties: body.parties,
        from: body.valid_from,
        until: body.valid_until,
      }),
  });
}

export function endAgreementRoute(app: App, context: Context): void {
  route(app, {
    method: 'post',
    path: `${agreements}/end`,
    summary: 'Sets when an agreement ends: now unless said. What rests on it ends with it.',
    authenticate: bearer(context.access, 'agreements.write'),
    body: z.strictObject({ reference, valid_until: moment.optional() }),
    handle: ({ principal, body }) =>
      endAgreement(context, { by: principal.actor, reference: body.reference, until: body.valid_until }),
  });
}
