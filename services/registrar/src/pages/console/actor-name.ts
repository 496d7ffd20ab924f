import { consoleWords } from './console-words.ts';
import type { Seen } from './seen.ts';

/** Who an actor of the audit trail is, in words; of people only those whom the university knows have a name. */
export function actorName(seen: Seen, names: ReadonlyMap<string, string>, actor: string): string {
  const say = consoleWords(seen.locale);
  const [kind, id = ''] = [actor.slice(0, actor.indexOf(':')), actor.slice(actor.indexOf(':') + 1)];
  if (kind === 'person') {
    const name = names.get(actor) ?? say.unknownPerson;
    return actor === seen.by ? `${name} (${say.you})` : name;
  }
  if (kind === 'client') return id.startsWith('scim-token:') ? say.scimToken : say.program(id);
  if (kind === 'terminal') return say.gate;
  if (kind === 'service') return say.service;
  return say.unknownActor;
}
