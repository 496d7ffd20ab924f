import type { MailSettings } from './transport.ts';

/** Whether letters leave this house at all; pages offer nothing that waits for one where they do not. */
export function mailGoes({ smtpUrl, folder }: Pick<MailSettings, 'smtpUrl' | 'folder'>): boolean {
  return smtpUrl !== undefined || folder !== undefined;
}
