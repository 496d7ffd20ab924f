/**
 * The four classes of rules, strongest first. The strongest class with an applicable rule decides alone; inside it a
 * deny beats any permit.
 * - safety: fire, evacuation, a closed building (a safety permit lets rescue staff in against everything below);
 * - ban: a person barred from a zone;
 * - explicit: a right given or taken by name or for an occasion, against the ordinary rule;
 * - ordinary: who usually may enter.
 */
export const PRIORITY = { safety: 400, ban: 300, explicit: 200, ordinary: 100 } as const;

export type PriorityClass = keyof typeof PRIORITY;
export type Priority = (typeof PRIORITY)[PriorityClass];

export function isPriority(value: unknown): value is Priority {
  return Object.values(PRIORITY).includes(value as Priority);
}
