import type { University } from '@onecampus/directory';
import {
  Actions,
  Button,
  CheckboxField,
  ErrorSummary,
  Field,
  Form,
  html,
  type Locale,
  RadioField,
  SelectField,
} from '@onecampus/pages';
import { z } from 'zod';
import type { SaveUpstream } from '../../../use-cases/save-upstream.ts';
import { settingFaults } from './fault-words.ts';
import { waysInWords } from './ways-in-words.ts';

const text = (length_max: number) => z.string().trim().max(length_max).default('');

/** As a browser sends it; what is wrong with it in meaning is the use case's to say. */
export const upstreamForm = z.strictObject({
  slug: text(48),
  seen: z.coerce.number().int().min(0).default(0),
  issuer: text(500),
  client_id: text(255),
  auth_method: z.enum(['client_secret_basic', 'client_secret_post', 'none']).default('client_secret_basic'),
  secret: z.string().max(1_000).default(''),
  scopes: text(500),
  claim: text(200),
  scheme: z.enum(['eppn', 'student_number', 'employee_number']).default('eppn'),
  login_domain: text(127),
  name_claim: text(200),
  domains: z.union([z.string(), z.array(z.string())]).default([]),
  trusts_acr: z.literal('yes').optional(),
});
export type UpstreamForm = z.infer<typeof upstreamForm>;

export function settingsOf(form: UpstreamForm): SaveUpstream['settings'] {
  return {
    issuer: form.issuer,
    clientId: form.client_id,
    authMethod: form.auth_method,
    scopes: [...new Set(form.scopes.split(/\s+/).filter(Boolean))],
    claims: {
      identifier: {
        claim: form.claim,
        scheme: form.scheme,
        ...(form.scheme === 'eppn' && form.login_domain !== '' ? { domain: form.login_domain } : {}),
      },
      ...(form.name_claim === '' ? {} : { name: form.name_claim }),
    },
    domains: [form.domains].flat(),
    trustsAcr: form.trusts_acr === 'yes',
  };
}

export function formOf(settings: SaveUpstream['settings'] & { slug: string; version: number }): UpstreamForm {
  const { identifier, name } = settings.claims;
  return {
    slug: settings.slug,
    seen: settings.version,
    issuer: settings.issuer,
    client_id: settings.clientId,
    auth_method: settings.authMethod,
    secret: '',
    scopes: settings.scopes.join(' '),
    claim: identifier.claim,
    scheme: identifier.scheme,
    login_domain: identifier.domain ?? '',
    name_claim: name ?? '',
    domains: [...settings.domains],
    ...(settings.trustsAcr ? { trusts_acr: 'yes' as const } : {}),
  };
}

/** A form that a university fills in once: what most providers need stands in it already. */
export function emptyForm(university: University): UpstreamForm {
  return {
    slug: university.slug,
    seen: 0,
    issuer: '',
    client_id: '',
    auth_method: 'client_secret_basic',
    secret: '',
    scopes: 'openid profile',
    claim: 'eduperson_principal_name',
    scheme: 'eppn',
    login_domain: '',
    name_claim: 'name',
    domains: [...university.scopes],
  };
}

/** Which field a fault belongs to. */
const fieldOf: Readonly<Record<string, string>> = { issuer_taken: 'issuer' };

export function upstreamFormView(view: {
  readonly locale: Locale;
  readonly university: University;
  readonly action: string;
  readonly form: UpstreamForm;
  readonly isNew: boolean;
  readonly hasSecret: boolean;
  readonly fault: string | undefined;
}) {
  const { form, university, fault } = view;
  const say = waysInWords(view.locale);
  const faultText =
    fault === undefined ? undefined : (settingFaults(view.locale) as Readonly<Record<string, string>>)[fault];
  const at = fault === undefined ? undefined : (fieldOf[fault] ?? fault);
  const wrong = (field: string) => (at === field ? faultText : undefined);
  const domains = [form.domains].flat();
  return html`
    ${ErrorSummary({ title: say.faultTitle, errors: faultText === undefined ? [] : [{ field: at, text: faultText }] })}
    ${Form({
      action: view.action,
      hidden: { seen: String(form.seen) },
      children: html`
        ${view.isNew ? Field({ label: say.slug, name: 'slug', hint: say.slugHint, value: form.slug, width: 'medium', code: true, maxlength: 48, error: wrong('slug') }) : null}
        ${Field({ label: say.issuer, name: 'issuer', type: 'url', hint: say.issuerHint, value: form.issuer, code: true, autocomplete: 'off', error: wrong('issuer') })}
        ${Field({ label: say.clientId, name: 'client_id', value: form.client_id, code: true, autocomplete: 'off', error: wrong('client_id') })}
        ${RadioField({
          label: say.authMethod,
          name: 'auth_method',
          value: form.auth_method,
          options: [
            { value: 'client_secret_basic', label: say.basic },
            { value: 'client_secret_post', label: say.post },
            { value: 'none', label: say.noSecret },
          ],
        })}
        ${Field({ label: say.secret, name: 'secret', type: 'password', hint: view.hasSecret ? say.secretKept : undefined, autocomplete: 'off', error: wrong('secret') })}
        ${Field({ label: say.scopes, name: 'scopes', hint: say.scopesHint, value: form.scopes, code: true, error: wrong('scopes') })}
        <h2>${say.whoTitle}</h2>
        ${Field({ label: say.claim, name: 'claim', hint: say.claimHint, value: form.claim, code: true, autocomplete: 'off', error: wrong('claim') })}
        ${SelectField({
          label: say.scheme,
          name: 'scheme',
          value: form.scheme,
          options: (['eppn', 'student_number', 'employee_number'] as const).map((value) => ({
            value,
            label: say[value],
          })),
        })}
        ${SelectField({
          label: say.loginDomain,
          name: 'login_domain',
          value: form.login_domain,
          placeholder: say.loginDomainNone,
          options: university.scopes.map((value) => ({ value, label: value })),
          error: wrong('login_domain'),
        })}
        <fieldset class="field">
          <legend>${say.domains}</legend>
          ${university.scopes.map((scope, place) =>
            CheckboxField({
              label: scope,
              name: 'domains',
              ...(place === 0 ? {} : { id: `field-domains-${place}` }),
              value: scope,
              checked: domains.includes(scope),
              error: place === 0 ? wrong('domains') : undefined,
            }),
          )}
        </fieldset>
        ${Field({ label: say.nameClaim, name: 'name_claim', hint: say.nameHint, value: form.name_claim, code: true, autocomplete: 'off' })}
        ${CheckboxField({ label: say.trustsAcr, name: 'trusts_acr', hint: say.trustsAcrHint, checked: form.trusts_acr === 'yes' })}
        ${Actions({ children: Button({ label: say.save }) })}
      `,
    })}`;
}
