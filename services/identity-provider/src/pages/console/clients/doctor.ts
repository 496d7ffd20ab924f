import { Card, EmptyState, html, PageHeader, Stack } from '@onecampus/pages';
import type { App, Context } from '../../../context.ts';
import { listTrace, type TraceFlow } from '../../../use-cases/list-trace.ts';
import { consolePage } from '../console-page.ts';
import { clientParams, shownClient } from './client.ts';
import { type ClientShown, clientPath, nameOf } from './client-view.ts';
import { clientsWords } from './clients-words.ts';
import { doctorWords } from './doctor-words.ts';
import { FlowCard } from './flow-card.ts';
import { FollowLinks, follow, followQuery } from './follow.ts';

/** Why a sign-in to this service fails: the last ones, step by step. */
export function clientDoctorPage(app: App, context: Context): void {
  consolePage(app, context, {
    method: 'get',
    path: '/clients/:id/doctor',
    section: 'clients',
    params: clientParams,
    query: followQuery,
    handle: async ({ seen, params, query, response }) => {
      const live = query.live === 'yes';
      const owner = { universityId: seen.university.id };
      const flows = await listTrace(context.db, params.id, owner);
      follow(response, live);
      return doctorView(await shownClient(context, seen, params.id), flows, live);
    },
  });
}

function doctorView(shown: ClientShown, flows: readonly TraceFlow[], live: boolean) {
  const { seen, client, known, now } = shown;
  const say = doctorWords(seen.locale);
  const title = say.doctor(nameOf(shown));
  const back = { href: clientPath(shown), label: clientsWords(seen.locale).toClient };
  return {
    title,
    body: html`
      ${PageHeader({ title, lead: say.lead, back })}
      ${Stack({
        children: [
          FollowLinks({ locale: seen.locale, path: `${clientPath(shown)}/doctor`, live }),
          ...(flows.length === 0
            ? [Card({ children: EmptyState({ title: say.none, text: say.noneText }) })]
            : flows.map((flow) =>
                FlowCard({ seen, flow, preset: known?.preset, now, otherFront: client.protocol !== 'oidc' }),
              )),
          html`<p class="field-hint">${say.kept}</p>`,
        ],
      })}`,
  };
}
