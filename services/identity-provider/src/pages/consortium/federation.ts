import { isDomainError } from '@onecampus/errors';
import {
  Actions,
  Button,
  Card,
  DescriptionList,
  Field,
  Form,
  html,
  type Locale,
  PageHeader,
  SelectField,
  Stack,
  StatusBadge,
} from '@onecampus/pages';
import { calculateJwkThumbprint } from 'jose';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import {
  admitEntity,
  listFederation,
  proposeEntity,
  type Subordinate,
  withdrawEntity,
} from '../../use-cases/federation.ts';
import { consortiumPage } from './consortium-page.ts';
import { federationWords } from './federation-words.ts';

const kinds = ['openid_relying_party', 'openid_provider', 'federation_entity'] as const;
const proposal = z.strictObject({ entity: z.string().trim().min(1).max(490), kind: z.enum(kinds) });
const named = z.strictObject({ entity: z.string().min(1).max(490) });
type Shown = { readonly entity: Subordinate; readonly thumbprints: readonly string[] };

/** `/consortium/federation`: the entities for which the consortium vouches. */
export function consortiumFederationPages(app: App, context: Context): void {
  const shown = async (locale: Locale, by: string, failed?: z.infer<typeof proposal>) => {
    const entities = await Promise.all(
      (await listFederation(context)).map(async (entity) => ({
        entity,
        thumbprints: await Promise.all(entity.jwks.keys.map((key) => calculateJwkThumbprint(key))),
      })),
    );
    return view(locale, entities, by, failed);
  };

  consortiumPage(app, context, {
    method: 'get',
    path: '/consortium/federation',
    section: 'federation',
    handle: ({ visitor, locale }) => shown(locale, visitor.personId),
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/federation',
    section: 'federation',
    form: proposal,
    handle: async ({ visitor, locale, form }) => {
      const by = `person:${visitor.personId}` as const;
      try {
        await proposeEntity(context, { by, entityId: form.entity, universityId: null, kind: form.kind });
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'federation.unreachable') throw error;
        return { ...(await shown(locale, visitor.personId, form)), status: 422 };
      }
      return { redirect: '/consortium/federation' };
    },
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/federation/admit',
    section: 'federation',
    form: named,
    handle: async ({ visitor, form }) => {
      await admitEntity(context, { personId: visitor.personId, entityId: form.entity });
      return { redirect: '/consortium/federation' };
    },
  });

  consortiumPage(app, context, {
    method: 'post',
    path: '/consortium/federation/withdraw',
    section: 'federation',
    form: named,
    handle: async ({ visitor, form }) => {
      await withdrawEntity(context, { by: `person:${visitor.personId}`, entityId: form.entity });
      return { redirect: '/consortium/federation' };
    },
  });
}

function view(locale: Locale, entities: readonly Shown[], personId: string, failed?: z.infer<typeof proposal>) {
  const say = federationWords(locale);
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({
        children: [
          ...entities.map((one) => entityCard(locale, one, personId)),
          Card({
            title: say.propose,
            children: Form({
              action: '/consortium/federation',
              children: html`
                ${Field({
                  label: say.entity,
                  name: 'entity',
                  hint: say.entityHint,
                  code: true,
                  required: true,
                  maxlength: 490,
                  value: failed?.entity,
                  error: failed ? say.unreachable : undefined,
                })}
                ${SelectField({
                  label: say.kind,
                  name: 'kind',
                  options: kinds.map((value) => ({ value, label: say[value] })),
                  value: failed?.kind ?? 'openid_relying_party',
                })}
                ${Button({ label: say.propose })}`,
            }),
          }),
        ],
      })}`,
  };
}

function entityCard(locale: Locale, { entity, thumbprints }: Shown, personId: string) {
  const say = federationWords(locale);
  const admitted = entity.admittedAt !== null;
  const own = entity.proposedBy === `person:${personId}`;
  return Card({
    title: entity.entityId,
    children: html`
      <p>${StatusBadge(admitted ? { tone: 'ok', label: say.admitted } : { tone: 'warn', label: say.waits })}</p>
      ${DescriptionList({
        items: [
          { term: say.kind, description: say[entity.kind] },
          { term: say.thumbprints, description: html`${thumbprints.map((one) => html`<code>${one}</code> `)}` },
        ],
      })}
      ${admitted ? null : html`<p>${say.compare}</p>`}
      ${Form({
        action: '/consortium/federation/withdraw',
        children: html`<input type="hidden" name="entity" value=${entity.entityId} />${Actions({
          children: [
            admitted || own ? null : Button({ label: say.admit, formaction: '/consortium/federation/admit' }),
            Button({ label: say.withdraw, tone: admitted ? 'danger' : 'secondary' }),
          ],
        })}`,
      })}`,
  });
}
