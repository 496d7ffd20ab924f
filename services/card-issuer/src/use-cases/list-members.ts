import { listUniversities, type University } from '@onecampus/directory';
import type { CardDesk } from '../card-desk.ts';

/** The member universities, by whose names choices and badges are written. */
export function listMembers(desk: Pick<CardDesk, 'db'>): Promise<University[]> {
  return listUniversities(desk.db);
}
