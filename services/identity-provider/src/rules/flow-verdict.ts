/** A step as the doctor looks at it. */
type Step = { readonly step: string; readonly outcome: string; readonly at: Date };

/**
 * How a sign-in ended: whole, failed, still open, or stuck on the side of the service, where nothing was refused here and
 * yet nothing more came.
 */
export type FlowVerdict = 'whole' | 'failed' | 'open' | 'stuck-at-code' | 'not-asked' | 'signed-out';

/** A service that means to go on does so within seconds. */
const patience_ms = 15_000;

/**
 * @param product what the service does after the code: whether it asks the userinfo endpoint; `otherFront` for one that
 *   speaks SAML or CAS, whose code is redeemed by ourselves.
 */
export function flowVerdict(
  steps: readonly Step[],
  { asksUserinfo, otherFront = false }: { readonly asksUserinfo: boolean; readonly otherFront?: boolean },
  now: Date,
): FlowVerdict {
  const last = steps.at(-1);
  if (!last) return 'open';
  if (steps.some(({ outcome }) => outcome === 'refused')) return 'failed';
  const late = now.getTime() - last.at.getTime() > patience_ms;
  if (last.step === 'sign-out') return 'signed-out';
  if (steps.some(({ step }) => step === 'userinfo')) return 'whole';
  if (otherFront && last.step === 'code') return 'whole';
  if (last.step === 'tokens') return asksUserinfo && late ? 'not-asked' : asksUserinfo ? 'open' : 'whole';
  return last.step === 'code' && late ? 'stuck-at-code' : 'open';
}
