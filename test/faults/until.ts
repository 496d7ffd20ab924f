const patience_ms = 60_000;
const between_ms = 50;

/** Waits until something holds; a failure to find out counts as not yet. */
export async function until(holds: () => Promise<boolean>, what: string, within_ms = patience_ms): Promise<void> {
  const deadline = Date.now() + within_ms;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`${what} did not come within ${within_ms} ms`);
    await new Promise((resolve) => setTimeout(resolve, between_ms));
  }
}
