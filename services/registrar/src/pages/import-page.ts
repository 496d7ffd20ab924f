import type { StaffMember } from '@onecampus/http';
import type { Locale } from '@onecampus/pages';
import type { ShownImport } from '../use-cases/show-import.ts';

/** What the page of an import shows, and to whom. */
export interface ImportPage extends ShownImport {
  readonly visitor: StaffMember;
  readonly locale: Locale;
  readonly confirmationMissing?: boolean;
}
