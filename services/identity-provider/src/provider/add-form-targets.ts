import type { KoaContextWithOIDC } from 'oidc-provider';

/**
 * Names, in the answer's CSP, where its form may lead in the end. `form-action` holds along redirects too, so a form of
 * ours that ends in an application's callback is stopped by the browser unless the application is named. Only addresses
 * that the engine has checked against the client's registered ones get this far.
 */
export function addFormTargets(context: unknown): void {
  // The engine's types give `oidc` only inside its own routes; here it is absent where no route matched.
  const ctx = context as Pick<KoaContextWithOIDC, 'response' | 'set' | 'type'> & { oidc?: KoaContextWithOIDC['oidc'] };
  const policy = String(ctx.response.get('Content-Security-Policy') ?? '');
  const { oidc } = ctx;
  if (!oidc || policy === '' || !String(ctx.type).includes('html')) return;
  const checked = [
    oidc.redirectUriCheckPerformed ? oidc.params?.['redirect_uri'] : undefined,
    oidc.params?.['post_logout_redirect_uri'],
    oidc.entities.Interaction?.params?.['redirect_uri'],
  ];
  const targets = checked.map(formTarget).filter((target) => target !== undefined);
  if (targets.length > 0)
    ctx.set('Content-Security-Policy', policy.replace("form-action 'self'", `form-action 'self' ${targets.join(' ')}`));
}

/** The CSP source of an address: its origin, or its scheme for the private-use schemes of native applications. */
export function formTarget(uri: unknown): string | undefined {
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  if (!url) return undefined;
  return url.origin === 'null' ? url.protocol : url.origin;
}
