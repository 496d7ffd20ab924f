import { DomainError } from '@onecampus/errors';
import type { Operator } from './operator.ts';

/** Nobody issues a card to himself or lifts his own suspension, whatever his role: `person.own_record`. */
export function refuseOwnRecord(operator: Operator, personId: string): void {
  if (!isOwnRecord(operator, personId)) return;
  throw new DomainError('person.own_record', 'Nobody changes his own card; a colleague has to do it.');
}

export function isOwnRecord(operator: Operator, personId: string): boolean {
  return operator.actor === `person:${personId}`;
}
