import type { Actor } from '@onecampus/directory';
import type { StaffMember } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { Place } from './place.ts';

/** Who looks at which university's console, in which language. */
export interface Seen extends Place {
  readonly visitor: StaffMember;
  readonly by: Actor;
  readonly locale: Locale;
}
