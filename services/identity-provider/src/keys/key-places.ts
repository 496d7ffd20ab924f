/** Where each secret is stored: sealed with it, so that it does not open in another row. */
export const signingKeyPlace = (kid: string) => `identity_provider.signing_keys:${kid}`;
export const cookieKeyPlace = (id: string) => `identity_provider.cookie_keys:${id}`;
