import { alreadyAnswered, nobodyInParticular, route } from '@onecampus/http';
import { z } from 'zod';
import { validateTicket } from '../../cas/validate-ticket.ts';
import type { App, Context } from '../../context.ts';
import { type CasAnswer, jsonAnswer, plainAnswer, xmlAnswer } from '../../rules/cas-answer.ts';

/** Whatever a service sends along (`pgtUrl`, say) is let through: what it gets is an answer of the protocol. */
const query = z.record(z.string(), z.unknown());

/** Where services show their tickets. The ticket is the proof, so nobody has to say who he is. */
export function casValidationRoutes(app: App, context: Context): void {
  const answers = [
    { path: '/cas/validate', withAttributes: false, plain: true },
    { path: '/cas/serviceValidate', withAttributes: false, plain: false },
    { path: '/cas/p3/serviceValidate', withAttributes: true, plain: false },
  ];
  for (const { path, withAttributes, plain } of answers) {
    route(app, {
      method: 'get',
      path,
      summary: `CAS: whose ticket is this? (${plain ? '1.0, plain text' : withAttributes ? '3.0, with attributes' : '2.0'})`,
      authenticate: nobodyInParticular,
      query,
      handle: async ({ query: asked, response }) => {
        const once = (name: string) => (typeof asked[name] === 'string' ? asked[name] : undefined);
        const answer: CasAnswer = await validateTicket(context, {
          service: once('service'),
          ticket: once('ticket'),
          renew: isSet(asked['renew']),
          withAttributes,
        });
        if (plain) response.type('text/plain').send(plainAnswer(answer));
        else if (once('format')?.toUpperCase() === 'JSON') response.json(jsonAnswer(answer));
        else response.type('application/xml').send(xmlAnswer(answer));
        return alreadyAnswered;
      },
    });
  }
}

/** `renew` and `gateway` are set by being there at all, but programs write `false` (CAS Protocol 3.0 §2.1.1). */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== 'false' && value !== '';
}
