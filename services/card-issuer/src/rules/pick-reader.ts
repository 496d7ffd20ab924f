import type { IdentifierScheme } from '@onecampus/directory';

/** Somebody whom a scan may mean. */
export interface Candidate {
  readonly personId: string;
  readonly scheme: IdentifierScheme | 'card' | 'old_barcode';
  /** Where the number was given; empty for a card, whose number is the same everywhere. */
  readonly scope: string;
}

/** One answer to "which of them?". It names a kind of number and a university, never a person. */
export type ReaderChoice = Pick<Candidate, 'scheme' | 'scope'>;

export type PickedReader =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'one'; readonly personId: string }
  | { readonly kind: 'choose'; readonly choices: readonly ReaderChoice[] };

/**
 * The one person whom a scan means, or the question that has to be asked first. With `doubtful` even a single candidate is
 * asked about: the number may be a card's that was read badly.
 */
export function pickReader(
  candidates: readonly Candidate[],
  { chosen, doubtful = false }: { chosen?: ReaderChoice | undefined; doubtful?: boolean } = {},
): PickedReader {
  const meant = chosen
    ? candidates.filter((one) => one.scheme === chosen.scheme && one.scope === chosen.scope)
    : candidates;
  const [first] = meant;
  if (!first) return { kind: 'nobody' };
  const onePerson = meant.every((one) => one.personId === first.personId);
  if (onePerson && (chosen || !doubtful)) return { kind: 'one', personId: first.personId };
  return { kind: 'choose', choices: meant.map(({ scheme, scope }) => ({ scheme, scope })) };
}
