import { isDomainError } from '@onecampus/errors';
import { page } from '@onecampus/http';
import { z } from 'zod';
import type { App, Context } from '../context.ts';
import type { PinFault } from '../rules/pin.ts';
import { setOwnPin } from '../use-cases/set-own-pin.ts';
import { showOwnPin } from '../use-cases/show-own-pin.ts';
import { ownPinView } from './own-pin-view.ts';
import { signedInRecently } from './signed-in.ts';

const query = z.object({ done: z.literal('set').optional().catch(undefined) });
const form = z.strictObject({ pin: z.string().max(64), again: z.string().max(64) });

/** One's own PIN. Whoever finds an open browser must not be able to choose it: the sign-in has to be a fresh one. */
export function ownPinPages(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: '/my/pin',
    visitor: signedInRecently(context),
    query,
    handle: async ({ visitor, query, locale }) =>
      ownPinView({ visitor, locale, pin: await showOwnPin(context, visitor.personId), done: query.done }),
  });
  page(app, {
    method: 'post',
    path: '/my/pin',
    visitor: signedInRecently(context),
    form,
    handle: async ({ visitor, form, locale }) => {
      const refused = async (fault: PinFault | 'differs') =>
        ownPinView({ visitor, locale, pin: await showOwnPin(context, visitor.personId), refused: fault });
      if (form.pin !== form.again) return refused('differs');
      try {
        await setOwnPin(context, { personId: visitor.personId, pin: form.pin });
        return { redirect: '/my/pin?done=set' };
      } catch (error) {
        if (!isDomainError(error) || error.code !== 'pin.unfit') throw error;
        return refused(error.details['fault'] as PinFault);
      }
    },
  });
}
