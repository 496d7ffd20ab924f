import {
  Alert,
  Button,
  Card,
  Field,
  Form,
  html,
  islands,
  type Locale,
  PageHeader,
  PasskeyForm,
  Stack,
} from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../../context.ts';
import type { SignedInPerson } from '../../../own-session.ts';
import {
  addOwnPasskey,
  askForNewPasskey,
  listOwnPasskeys,
  removeOwnPasskey,
  renameOwnPasskey,
  type TendPasskeysContext,
} from '../../../use-cases/tend-passkeys.ts';
import { accountPage } from '../account-page.ts';
import { securityPath } from './overview.ts';
import { securityWords } from './security-words.ts';

const name = z
  .string()
  .trim()
  .max(60)
  .regex(/^\P{Cc}*$/u)
  .default('');
const params = z.strictObject({ id: z.uuid() });
const path = `${securityPath}/passkeys`;

/** Adding, naming and removing one's passkeys; whoever does it has proved just now who he is. */
export function passkeyAccountPages(app: App, context: Context): void {
  const own = { section: 'security', stepUp: true } as const;

  accountPage(app, context, {
    ...own,
    method: 'get',
    path: `${path}/new`,
    enrols: true,
    handle: async ({ locale }) => newView(locale, {}),
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    path: `${path}/question`,
    enrols: true,
    handle: async ({ visitor, response }) => {
      response.json(await askForNewPasskey(tending(context), ownerOf(visitor)));
      return { answered: true };
    },
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    path,
    enrols: true,
    form: z.strictObject({ credential: z.string().default(''), name }),
    handle: async ({ visitor, locale, form }) => {
      const added = await addOwnPasskey(tending(context), ownerOf(visitor), {
        answer: form.credential,
        name: form.name === '' ? securityWords(locale).passkeyDefault : form.name,
      });
      return added ? { redirect: `${securityPath}?done=passkeyAdded` } : newView(locale, { refused: true });
    },
  });

  accountPage(app, context, {
    ...own,
    method: 'get',
    path: `${path}/:id`,
    params,
    handle: async ({ visitor, locale, params: { id } }) => changeView(context, visitor, locale, id, false),
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    path: `${path}/:id`,
    params,
    form: z.strictObject({ name }),
    handle: async ({ visitor, locale, params: { id }, form }) => {
      if (form.name === '') return changeView(context, visitor, locale, id, true);
      await renameOwnPasskey(context, visitor.accountPersonId, id, form.name);
      return { redirect: `${securityPath}?done=passkeySaved` };
    },
  });

  accountPage(app, context, {
    ...own,
    method: 'post',
    path: `${path}/:id/remove`,
    params,
    form: z.strictObject({}),
    handle: async ({ visitor, params: { id } }) => {
      await removeOwnPasskey(context, visitor.accountPersonId, id);
      return { redirect: `${securityPath}?done=passkeyRemoved` };
    },
  });
}

function tending({ db, ephemeral, config, service }: Context): TendPasskeysContext {
  return { db, ephemeral, asker: { issuer: config.issuer, name: service.name } };
}

function ownerOf({ accountPersonId, sessionUid, name: shown }: SignedInPerson) {
  return { personId: accountPersonId, sessionUid, name: shown };
}

function newView(locale: Locale, { refused }: { refused?: boolean }) {
  const say = securityWords(locale);
  return {
    title: say.addTitle,
    status: refused ? 422 : 200,
    scripts: [islands.passkey],
    body: html`
      ${PageHeader({ title: say.addTitle, lead: say.addLead, back: { href: securityPath, label: say.back } })}
      ${refused ? Alert({ tone: 'error', title: say.createRefused }) : null}
      ${Card({
        children: html`<noscript><p>${say.needsScript}</p></noscript>
          ${PasskeyForm({
            action: path,
            question: `${path}/question`,
            does: 'create',
            label: say.create,
            busyLabel: say.busy,
            failed: say.createFailed,
            children: Field({
              label: say.passkeyName,
              name: 'name',
              hint: say.passkeyNameHint,
              maxlength: 60,
              width: 'medium',
              autocomplete: 'off',
              autofocus: true,
            }),
          })}`,
      })}
      <p class="field-hint">${say.noWebAuthn}</p>`,
  };
}

async function changeView(context: Context, visitor: SignedInPerson, locale: Locale, id: string, missing: boolean) {
  const say = securityWords(locale);
  const passkey = (await listOwnPasskeys(context, visitor.accountPersonId)).find((one) => one.id === id);
  const back = { href: securityPath, label: say.back };
  if (!passkey) {
    return {
      title: say.unknownPasskey,
      status: 404,
      body: html`${PageHeader({ title: say.unknownPasskey, lead: say.unknownPasskeyText, back })}`,
    };
  }
  return {
    title: passkey.name,
    status: missing ? 422 : 200,
    body: html`
      ${PageHeader({ title: passkey.name, back })}
      ${Stack({
        children: html`
          ${Card({
            children: Form({
              action: `${path}/${id}`,
              children: html`
                ${Field({
                  label: say.passkeyName,
                  name: 'name',
                  hint: say.passkeyNameHint,
                  value: passkey.name,
                  maxlength: 60,
                  width: 'medium',
                  autocomplete: 'off',
                  error: missing ? say.passkeyNameMissing : undefined,
                })}
                <div>${Button({ label: say.save })}</div>`,
            }),
          })}
          ${Card({
            children: html`<p>${say.removeText}</p>`,
            actions: Form({
              action: `${path}/${id}/remove`,
              children: Button({ label: say.remove, tone: 'danger' }),
            }),
          })}`,
      })}`,
  };
}
