import { anybody, page, readCookie } from '@onecampus/http';
import type { App, Context } from '../../context.ts';
import { receiptCookie } from '../../provider/receipt-cookie.ts';
import { findReceipt } from '../../use-cases/find-receipt.ts';
import { findUpstreamSignOut } from '../../use-cases/find-upstream-sign-out.ts';
import { isSettling, receiptPath, receiptView } from './receipt-view.ts';

const renew_after_seconds = 3;

/** `/signed-out`: that one is signed out, and which services were told; without scripts it renews itself until all is settled. */
export function receiptPage(app: App, context: Context): void {
  page(app, {
    method: 'get',
    path: receiptPath,
    visitor: anybody,
    handle: async ({ locale, request, response }) => {
      const token = readCookie(request, receiptCookie(context.config.issuer));
      const receipt = token === undefined ? undefined : await findReceipt(context.db, token);
      response.setHeader('Cache-Control', 'no-store');
      if (receipt && isSettling(receipt)) response.setHeader('Refresh', `${renew_after_seconds}; url=${receiptPath}`);
      const elsewhere = token === undefined ? undefined : await findUpstreamSignOut(context, token);
      const university = (await context.universities.all()).find(({ id }) => id === elsewhere?.universityId);
      const offer = elsewhere && university && { url: elsewhere.url, university: university.shortName[locale] };
      return receiptView(locale, receipt, offer);
    },
  });
}
