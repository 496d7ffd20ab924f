const witnesses_of_a_chain = 2;

/** Who counter-signs a chain in the sample: the two universities after its own, in the order of their slugs. */
export function witnessesOf<One extends { readonly id: string; readonly slug: string }>(
  chain: string,
  universities: readonly One[],
): One[] {
  const ring = [...universities].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const own = ring.findIndex(({ id }) => id === chain);
  const others = [...ring.slice(own + 1), ...ring.slice(0, Math.max(own, 0))];
  return others.slice(0, witnesses_of_a_chain);
}
