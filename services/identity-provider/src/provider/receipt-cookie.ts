import type { KoaContextWithOIDC } from 'oidc-provider';

/** For so long a browser can see what became of its sign-out. */
const receipt_cookie_ms = 3_600_000;

/** What a browser keeps to see, after it has signed out, which services were told. */
export function receiptCookie(issuer: string): string {
  return issuer.startsWith('https:') ? '__Host-campus_receipt' : 'campus_receipt';
}

export function setReceipt(ctx: KoaContextWithOIDC, issuer: string, receipt: string): void {
  ctx.cookies.set(receiptCookie(issuer), receipt, {
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    path: '/',
    signed: false,
    overwrite: true,
    maxAge: receipt_cookie_ms,
  });
}
