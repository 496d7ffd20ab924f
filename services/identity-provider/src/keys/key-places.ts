/** Where each secret is stored: sealed with it, so that it does not open in another row. */
export const signingKeyPlace = (kid: string) => `identity_provider.signing_keys:${kid}`;
export const cookieKeyPlace = (id: string) => `identity_provider.cookie_keys:${id}`;
/** There is one; it is known by the key of its only row. */
export const derivationRootPlace = (id: string) => `identity_provider.derivation_root:${id}`;
