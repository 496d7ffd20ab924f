import { isDomainError } from '@onecampus/errors';
import {
  Actions,
  Button,
  Card,
  Field,
  Form,
  formatDateTime,
  html,
  PageHeader,
  Stack,
  StatusBadge,
  Table,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import {
  askForNetwork,
  closeNetwork,
  listOutgoingNetworks,
  openNetwork,
} from '../../../use-cases/outgoing-networks.ts';
import { consolePath } from '../console-frame.ts';
import { consolePage } from '../console-page.ts';
import type { Seen } from '../place.ts';
import { networksWords } from './networks-words.ts';

type Network = Awaited<ReturnType<typeof listOutgoingNetworks>>[number];
type Fault = 'not-a-network' | 'too-wide' | 'special';
type Typed = { readonly network: string; readonly purpose: string; readonly fault: Fault };

const idParams = { id: z.uuid() };

/** `/console/:university/networks`: which networks of the university may be called, besides the internet. */
export function consoleNetworksPages(app: App, context: Context): void {
  const shown = async (seen: Seen, typed?: Typed) =>
    view(seen, await listOutgoingNetworks(context.db, seen.university.id), typed);
  const order = ({ university, visitor }: Seen) => ({ universityId: university.id, personId: visitor.personId });

  consolePage(app, context, {
    method: 'get',
    path: '/networks',
    section: 'networks',
    handle: ({ seen }) => shown(seen),
  });

  consolePage(app, context, {
    method: 'post',
    path: '/networks',
    section: 'networks',
    stepUp: true,
    form: z.strictObject({ network: z.string().trim().max(64), purpose: z.string().trim().min(1).max(200) }),
    handle: async ({ seen, form }) => {
      try {
        await askForNetwork(context.db, { ...order(seen), ...form });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'network.unfit') throw error;
        const { fault } = error.details as { fault: Fault };
        return { ...(await shown(seen, { ...form, fault })), status: 422 };
      }
      return { redirect: networksPath(seen) };
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/networks/:id/open',
    section: 'networks',
    stepUp: true,
    params: idParams,
    handle: async ({ seen, params }) => {
      await openNetwork(context.db, { ...order(seen), id: params.id });
      return { redirect: networksPath(seen) };
    },
  });

  consolePage(app, context, {
    method: 'post',
    path: '/networks/:id/close',
    section: 'networks',
    stepUp: true,
    params: idParams,
    handle: async ({ seen, params }) => {
      await closeNetwork(context.db, { ...order(seen), id: params.id });
      return { redirect: networksPath(seen) };
    },
  });
}

function networksPath({ university }: Seen): string {
  return `${consolePath(university)}/networks`;
}

function view(seen: Seen, networks: readonly Network[], typed?: Typed) {
  const say = networksWords(seen.locale);
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({
        children: [
          Card({
            children: Table({
              caption: say.title,
              captionHidden: true,
              columns: [
                { key: 'network', label: say.network, heading: true, nowrap: true },
                { key: 'purpose', label: say.purpose },
                { key: 'state', label: say.state },
                { key: 'does', label: say.decision },
              ],
              rows: networks.map((one) => row(seen, one)),
              empty: html`<p>${say.none}. ${say.noneText}</p>`,
            }),
          }),
          Card({
            title: say.ask,
            children: Form({
              action: networksPath(seen),
              children: html`
                ${Field({
                  label: say.network,
                  name: 'network',
                  hint: say.networkHint,
                  code: true,
                  required: true,
                  maxlength: 64,
                  value: typed?.network,
                  error: typed ? say[typed.fault] : undefined,
                })}
                ${Field({ label: say.purpose, name: 'purpose', hint: say.purposeHint, required: true, maxlength: 200, value: typed?.purpose })}
                ${Button({ label: say.ask })}`,
            }),
          }),
        ],
      })}`,
  };
}

function row(seen: Seen, one: Network) {
  const say = networksWords(seen.locale);
  const at = (when: Date) => formatDateTime(seen.locale, when, seen.university.timeZone);
  const own = one.askedBy === seen.visitor.personId;
  const path = `${networksPath(seen)}/${one.id}`;
  return {
    network: html`<code>${one.network}</code>`,
    purpose: one.purpose,
    state: one.approvedAt
      ? html`${StatusBadge({ tone: 'ok', label: say.open })} ${at(one.approvedAt)}`
      : html`${StatusBadge({ tone: 'warn', label: say.waits })} ${at(one.askedAt)}`,
    does: Form({
      action: `${path}/close`,
      children: Actions({
        children: [
          one.approvedAt || own ? null : Button({ label: say.approve, formaction: `${path}/open` }),
          Button({ label: one.approvedAt ? say.close : say.takeBack, tone: 'secondary' }),
        ],
      }),
    }),
  };
}
