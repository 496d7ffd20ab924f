import type { KoaContextWithOIDC } from 'oidc-provider';
import type { EngineExtension } from '../extension.ts';
import { keepAnswer } from '../kept-answers.ts';

/** Introspection is asked about the same token again and again (kept-answers.ts). */
export const keptAnswersExtension: EngineExtension = {
  name: 'kept-answers',
  amend: (provider, { stores }) =>
    provider.use(async (ctx, next) => {
      await next();
      await keepAnswer(stores, ctx as unknown as KoaContextWithOIDC);
    }),
};
