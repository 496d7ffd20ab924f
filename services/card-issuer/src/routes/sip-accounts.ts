import { findUniversity } from '@onecampus/directory';
import { bearer, route } from '@onecampus/http';
import type { App, Context } from '../context.ts';
import type { SipAccount, SipAccountSettings } from '../rules/sip-account.ts';
import { addSipAccount, type NewSipAccount } from '../use-cases/add-sip-account.ts';
import { changeSipAccount } from '../use-cases/change-sip-account.ts';
import { listSipAccounts } from '../use-cases/list-sip-accounts.ts';
import { renewSipSecret } from '../use-cases/renew-sip-secret.ts';
import { accountChanges, loginParams, newAccount } from './sip-account-schemas.ts';

/** The machines of libraries that may ask by SIP2. A secret is told once, where it is made. */
export function sipAccountRoutes(app: App, context: Context): void {
  const mayWrite = bearer(context.access, 'machines.write');

  route(app, {
    method: 'get',
    path: '/api/v1/sip-accounts',
    summary: 'All machines that may ask by SIP2, those that are switched off too.',
    authenticate: mayWrite,
    handle: async () => ({ accounts: (await listSipAccounts(context)).map(shown) }),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/sip-accounts',
    summary: 'Lets a machine ask by SIP2. Answers its secret, this once.',
    authenticate: mayWrite,
    body: newAccount,
    status: 201,
    handle: async ({ principal, body, response }) => {
      const { login, university, ...rest } = body;
      const { id: universityId } = await findUniversity(context.db, university);
      const settings = { ...settingsOf(rest), universityId, login } as NewSipAccount;
      const { account, secret } = await addSipAccount(context, { by: principal, account: settings });
      response.location(`/api/v1/sip-accounts/${login}`);
      return { ...shown(account), secret };
    },
  });
  route(app, {
    method: 'patch',
    path: '/api/v1/sip-accounts/:login',
    summary: 'Changes what a machine may do, or switches it off. It feels it within five seconds.',
    authenticate: mayWrite,
    params: loginParams,
    body: accountChanges,
    handle: async ({ principal, params, body }) =>
      shown(await changeSipAccount(context, { by: principal, login: params.login, changes: settingsOf(body) })),
  });
  route(app, {
    method: 'post',
    path: '/api/v1/sip-accounts/:login/secret',
    summary: 'Gives a machine another secret, told this once. The one before logs in no more.',
    authenticate: mayWrite,
    params: loginParams,
    handle: ({ principal, params }) => renewSipSecret(context, { by: principal, login: params.login }),
  });
}

/** `without_login` → `withoutLogin`. What the schema let through has no other names than these. */
function settingsOf(body: Readonly<Record<string, unknown>>): Partial<Omit<SipAccountSettings, 'universityId'>> {
  const named = Object.entries(body).map(([name, value]) => [
    name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    value,
  ]);
  return Object.fromEntries(named) as Partial<SipAccountSettings>;
}

function shown({ id: _, universityId, timeZone: __, ...account }: SipAccount) {
  const named = Object.entries(account).map(([name, value]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return { university_id: universityId, ...(Object.fromEntries(named) as Record<string, unknown>) };
}
