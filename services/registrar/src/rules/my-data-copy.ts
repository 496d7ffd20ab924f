import type { University } from '@onecampus/directory';

type Said = Readonly<Record<string, unknown>>;

/** What a person takes home: GDPR articles 15 and 20, 152-FZ article 14. Field names are the file's contract. */
export interface MyDataCopy {
  readonly format: 'onecampus-my-data/1';
  readonly taken_at: string;
  readonly person_id: string;
  readonly universities: readonly Said[];
  readonly entitlements: unknown;
  readonly roles: unknown;
  readonly joined_records: unknown;
  readonly disputes: unknown;
  /** Who received something, the latest first. */
  readonly disclosures: unknown;
  /** Who opened the person, by role and university. */
  readonly looks: unknown;
  /** Older ones were left out. */
  readonly shortened: boolean;
}

/** Keys in snake_case, and universities by their name instead of our id. */
export function myDataCopy(
  said: Omit<MyDataCopy, 'format' | 'universities'> & {
    readonly parts: readonly ({ universityId: string } & object)[];
  },
  universities: readonly University[],
): MyDataCopy {
  const { parts, ...rest } = said;
  const named = (value: unknown): unknown => {
    if (value instanceof Date) return value.toISOString();
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => {
        const about = /^(.*)[uU]niversityId$/.exec(name);
        const university = about && universities.find(({ id }) => id === one);
        const shown = about ? `${about[1]}university` : name;
        return [snakeCase(shown), university ? university.homeOrganization : named(one)];
      }),
    );
  };
  const plain = named({ ...rest, universities: parts }) as Omit<MyDataCopy, 'format'>;
  return { format: 'onecampus-my-data/1', ...plain };
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}
