/** Has the engine keep further members of one of its models, with what it stores. */
export function keepInPayload(model: { IN_PAYLOAD: string[] }, names: readonly string[]): void {
  const all = [...model.IN_PAYLOAD, ...names];
  Object.defineProperty(model, 'IN_PAYLOAD', { get: () => all, configurable: true });
}
