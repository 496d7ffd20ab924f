import type { Engine } from './engine.ts';

/** The scopes that the application of a sign-in in hand has asked for, whether anybody agreed to them yet or not. */
export async function askedScopes(engine: Engine, uid: string): Promise<readonly string[]> {
  const interaction = await engine.provider().Interaction.find(uid);
  const scope = interaction?.params['scope'];
  return typeof scope === 'string' ? scope.split(' ') : [];
}
