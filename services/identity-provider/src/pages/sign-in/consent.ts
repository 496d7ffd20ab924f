import { localeOf, type PageView } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import { z } from 'zod';
import type { App, Context } from '../../context.ts';
import { allowAccess, type PendingSignIn } from '../../provider/interactions.ts';
import { claimGroupNames } from '../../rules/claim-groups.ts';
import { askConsent } from '../../use-cases/ask-consent.ts';
import { giveConsent } from '../../use-cases/give-consent.ts';
import { type ConsentView, consentView } from './consent-view.ts';
import { type Exchange, pendingPage } from './pending-page.ts';

type Client = NonNullable<Awaited<ReturnType<Context['clients']['find']>>>;

const ticked = z.literal('yes').optional();
const consentForm = z.strictObject({
  /** Of the question that the answer is to. */
  seal: z.string().max(64).default(''),
  ...(Object.fromEntries(claimGroupNames.map((group) => [group, ticked])) as Record<
    (typeof claimGroupNames)[number],
    typeof ticked
  >),
});

/** The answer to "may this service know who you are". */
export function consentPage(app: App, context: Context): void {
  pendingPage(app, context, {
    method: 'post',
    path: '/consent',
    form: consentForm,
    handle: async ({ pending, form: { seal, ...chosen }, request, response, locale }) => {
      if (pending.asks !== 'consent') return { redirect: `/interaction/${pending.uid}` };
      const { client, referenceId } = await asker(context, pending);
      const question = await askConsent(sources(context), { ...pending, client, referenceId });
      if (seal !== question.seal) return show(context, pending, locale, seal !== '');
      await giveConsent(context.db, {
        client,
        referenceId,
        sessionUid: pending.sessionUid,
        asked: pending.asked,
        chosen: claimGroupNames.filter((group) => chosen[group] === 'yes'),
        locale,
      });
      await allowAccess(context.engine, { request, response });
      return { answered: true };
    },
  });
}

/** The question itself, in the middle of a sign-in. */
export function showConsent(context: Context, { response }: Exchange, pending: PendingSignIn): Promise<PageView> {
  return show(context, pending, localeOf(response), false);
}

async function show(context: Context, pending: PendingSignIn, locale: Locale, changed: boolean): Promise<PageView> {
  const { client, referenceId } = await asker(context, pending);
  const { policy, ...question } = await askConsent(sources(context), { ...pending, client, referenceId });
  return consentView({
    action: `/interaction/${pending.uid}`,
    locale,
    application: locale === 'ru' ? client.nameRu : client.name,
    owner: await ownerOf(context, client, locale),
    purpose: policy.purpose?.[locale],
    question,
    subjectIsCommon: client.subjectType === 'public',
    universities: new Map((await context.universities.all()).map((one) => [one.homeOrganization, one.name[locale]])),
    changed,
  });
}

/**
 * Who asks whom. The engine asks for consent only where both are known, and takes an interaction for none where somebody else
 * has signed in since, in another tab: nobody answers for whoever sat here before.
 */
async function asker(context: Context, pending: PendingSignIn): Promise<{ client: Client; referenceId: string }> {
  const client = await context.clients.find(pending.clientId);
  if (!client || pending.presentAccountId === undefined) throw new Error('consent is asked of nobody or for nobody');
  return { client, referenceId: pending.presentAccountId };
}

async function ownerOf(context: Context, client: Client, locale: Locale): Promise<ConsentView['owner']> {
  const universities = await context.universities.all();
  const university = universities.find((one) => one.id === client.universityId);
  if (university) return { university: university.name[locale] };
  return client.firstParty ? 'consortium' : 'nobody';
}

function sources({ db, universities, config }: Context) {
  return { db, universities, issuer: config.issuer };
}
