import type { Client } from '../store/clients.ts';
import type { RegistrationFault } from './client-registration.ts';
import { sectorOfRedirects } from './sector.ts';

/** What a registration says of the subjects by which the application is to know people. */
export type AskedSubjects = {
  readonly subject_type?: 'public' | 'pairwise' | undefined;
  readonly subject_type_reason?: string | undefined;
};

/** Public subjects let services compare whom they know, so somebody has to say why. */
export function subjectFaults(asked: AskedSubjects): RegistrationFault[] {
  return asked.subject_type === 'public' && !asked.subject_type_reason?.trim()
    ? [{ field: 'subject_type_reason', message: 'must say why public subjects are needed' }]
    : [];
}

/** The sector is fixed at registration, so that a later change of addresses makes strangers of nobody. */
export function chosenSubjects(
  asked: AskedSubjects & { readonly redirect_uris: readonly string[] },
  decidedBy: string,
): Pick<Client, 'subjectType' | 'subjectDecision' | 'sector'> {
  return asked.subject_type === 'public'
    ? {
        subjectType: 'public',
        subjectDecision: `${decidedBy}: ${asked.subject_type_reason?.trim() ?? ''}`,
        sector: null,
      }
    : {
        subjectType: 'pairwise',
        subjectDecision: null,
        sector: sectorOfRedirects(asked.redirect_uris) ?? null,
      };
}
