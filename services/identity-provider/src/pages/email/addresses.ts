import { isDomainError } from '@onecampus/errors';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { mailGoes } from '../../mail/mail-goes.ts';
import { newcomerLimits } from '../../newcomer-limits.ts';
import type { SignedInPerson } from '../../own-session.ts';
import { askConfirmation } from '../../use-cases/ask-confirmation.ts';
import { addressToConfirm, confirmAddress } from '../../use-cases/confirm-address.ts';
import { listAddresses } from '../../use-cases/list-addresses.ts';
import { removeAddress } from '../../use-cases/remove-address.ts';
import { accountPage } from '../account/account-page.ts';
import { type AddressesView, addressesView, confirmView } from './addresses-view.ts';
import { emailWords } from './email-words.ts';

const section = 'addresses' as const;
const token = z.string().max(100);

/** `/account/addresses`: where somebody is told things, and what he has confirmed himself. */
export function addressPages(app: App, context: Context): void {
  const writing = {
    db: context.db,
    kek: context.config.keyEncryptionKey,
    clock: context.clock,
    issuer: context.config.issuer,
  };
  const show = async (visitor: SignedInPerson, locale: Locale, change: Partial<AddressesView> = {}) => {
    const { own, universities } = await listAddresses(context, visitor.accountPersonId);
    return addressesView({ locale, own, universities, mailGoes: mailGoes(context.config.mail), ...change });
  };

  accountPage(app, context, {
    method: 'get',
    path: '/account/addresses',
    section,
    handle: ({ visitor, locale }) => show(visitor, locale),
  });

  accountPage(app, context, {
    method: 'post',
    path: '/account/addresses',
    section,
    stepUp: true,
    form: z.strictObject({ address: z.string().max(400).default('') }),
    handle: async ({ visitor, locale, form }) => {
      const say = emailWords(locale);
      const again = (error: string) => show(visitor, locale, { error, typed: form.address });
      const personId = visitor.accountPersonId;
      if (!mailGoes(context.config.mail)) return show(visitor, locale);
      try {
        await newcomerLimits(context).confirmations.count(personId);
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'request.too_many') throw error;
        return { ...(await again(say.often)), status: 429 };
      }
      const outcome = await askConfirmation(writing, { personId, typed: form.address, locale });
      if (outcome === 'sent') return show(visitor, locale, { sentTo: form.address.trim() });
      return again({ unfit: say.unfit, 'confirmed-already': say.already, 'too-many': say.tooMany }[outcome]);
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: '/account/addresses/remove',
    section,
    stepUp: true,
    form: z.strictObject({ id: z.uuid() }),
    handle: async ({ visitor, locale, form }) => {
      await removeAddress(writing, { personId: visitor.accountPersonId, id: form.id, locale });
      return { redirect: '/account/addresses' };
    },
  });

  accountPage(app, context, {
    method: 'get',
    path: '/account/addresses/confirm',
    section,
    query: z.object({ token: token.default('') }),
    handle: async ({ visitor, locale, query }) => {
      const address = await addressToConfirm(context, visitor.accountPersonId, query.token);
      return confirmView(locale, address === undefined ? undefined : { address, token: query.token });
    },
  });

  accountPage(app, context, {
    method: 'post',
    path: '/account/addresses/confirm',
    section,
    form: z.strictObject({ token }),
    handle: async ({ visitor, locale, form }) => {
      const confirmed = await confirmAddress(context, { personId: visitor.accountPersonId, token: form.token });
      return confirmed === undefined ? confirmView(locale, undefined) : { redirect: '/account/addresses' };
    },
  });
}
