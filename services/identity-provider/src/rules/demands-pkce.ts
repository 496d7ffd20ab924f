/**
 * Whether an application has to send a code challenge (RFC 7636). Public and native ones always, for nothing else ties the
 * code to them; those under FAPI 2.0 always (§5.3.2.2). Among the others there are learning platforms that do not know
 * it — Moodle, Canvas, Open edX — and prove themselves by their secret: they may be registered without.
 */
export function demandsPkce(client: {
  readonly authMethod: string | undefined;
  readonly applicationType: string;
  readonly profile: 'plain' | 'fapi2';
  readonly requirePkce: boolean;
}): boolean {
  return (
    client.requirePkce ||
    client.authMethod === 'none' ||
    client.applicationType === 'native' ||
    client.profile === 'fapi2'
  );
}
