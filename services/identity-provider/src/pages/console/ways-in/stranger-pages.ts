import { isDomainError } from '@onecampus/errors';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import { forgetLiveUpstreams } from '../../../federation/upstream-directory.ts';
import {
  decideOnRequest,
  listFirstFactorRequests,
  listUpstreamRequests,
} from '../../../use-cases/consortium-requests.ts';
import { answerProposal, nameStranger, refuseStranger } from '../../../use-cases/decide-stranger.ts';
import { listWaysIn } from '../../../use-cases/list-ways-in.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { waysInPath } from './ways-in-path.ts';
import { waysInView } from './ways-in-view.ts';

const one = { id: z.uuid() };
const query = z.object({
  done: z.enum(['linked', 'proposed', 'refused', 'asked', 'request-agreed', 'request-refused']).optional(),
  fault: z.string().max(40).optional(),
});
const strangerForm = z.strictObject({
  answer: z.enum(['link', 'refuse']),
  person: z.string().trim().max(256).default(''),
});
const agreementForm = z.strictObject({ answer: z.enum(['agree', 'refuse']) });

/** The first page of the section, and what is decided on it about people whom nobody knew. */
export function strangerPages(app: App, context: Context): void {
  const section = 'ways-in' as const;

  consolePage(app, context, {
    method: 'get',
    path: '/ways-in',
    section,
    query,
    handle: async ({ seen, query: { done, fault } }) => waysIn(context, seen, done, fault),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/strangers/:id',
    section,
    stepUp: true,
    params: one,
    form: strangerForm,
    handle: async ({ seen, params: { id }, form }) =>
      decided(seen, async () => {
        const { university } = seen;
        const decider = { personId: seen.visitor.personId, by: seen.by };
        if (form.answer === 'link') return nameStranger(context.db, { id, university, decider, person: form.person });
        await refuseStranger(context.db, { id, universityId: university.id, decider });
        return 'refused';
      }),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/agreements/:id',
    section,
    stepUp: true,
    params: one,
    form: agreementForm,
    handle: async ({ seen, params: { id }, form: { answer } }) =>
      decided(seen, async () => {
        const decider = { personId: seen.visitor.personId, by: seen.by };
        const agrees = answer === 'agree';
        await answerProposal(context.db, { id, universityId: seen.university.id, decider, agrees });
        return agrees ? 'linked' : 'refused';
      }),
  });
}

/** What another person decides, with the number that he was told where there is one. */
export const decisionForm = z.strictObject({
  outcome: z.enum(['agreed', 'refused']),
  number: z
    .string()
    .max(12)
    .transform((typed) => typed.replace(/\D/g, ''))
    .optional(),
});

/** The second administrator's answer about the university's own provider. */
export function upstreamRequestPages(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'post',
    path: '/ways-in/requests/:id',
    section: 'ways-in',
    stepUp: true,
    params: one,
    form: decisionForm,
    handle: async ({ seen, params: { id }, form: { outcome, number } }) => {
      const { personId } = seen.visitor;
      const answer = await decided(seen, async () => {
        await decideOnRequest(context.keys, { personId, universityId: seen.university.id, id, outcome, number });
        return `request-${outcome}`;
      });
      forgetLiveUpstreams(context);
      return answer;
    },
  });
}

/** What may be so on any day — nobody of that number, decided already — is said on the page; all else is an error. */
const sayable = new Set([
  'person.unknown',
  'person.ambiguous',
  'match.decided',
  'person.own_record',
  'match.second_pair_of_eyes',
  'version.stale',
  'consortium.request_unknown',
  'consortium.wrong_number',
]);

async function decided({ university }: Seen, decide: () => Promise<string>): Promise<{ redirect: string }> {
  try {
    return { redirect: waysInPath(university, `?done=${await decide()}`) };
  } catch (error) {
    if (!isDomainError(error) || !sayable.has(error.code)) throw error;
    return { redirect: waysInPath(university, `?fault=${error.code}`) };
  }
}

async function waysIn(context: Context, seen: Seen, done: string | undefined, fault: string | undefined) {
  const { db, config } = context;
  const [listed, universities, requests, firstFactors] = await Promise.all([
    listWaysIn({ db, kek: config.keyEncryptionKey }, seen.university.id),
    context.universities.all(),
    listUpstreamRequests(db, seen.university.id),
    listFirstFactorRequests(db, seen.university.id),
  ]);
  return waysInView({
    ...seen,
    personId: seen.visitor.personId,
    universities,
    waysIn: listed,
    requests,
    firstFactors,
    done,
    fault,
  });
}
