import { errorCodes } from '../../../packages/errors/src/index.ts';
import { statusOf } from '../../../packages/http/src/app/status-of.ts';

/** The closed list of error codes with the HTTP status that each becomes. */
export function errorCodesPage(): string {
  const rows = Object.entries(errorCodes).map(([code, kind]) => `| \`${code}\` | ${kind} | ${statusOf(kind)} |`);
  return `# Error codes

Answers that refuse are problem documents (RFC 9457) with \`code\` from this list and \`type\` \`urn:onecampus:error:<code>\`.
OAuth, OpenID Connect and AuthZEN endpoints answer as their own specifications say.

| Code | Kind | HTTP status |
|---|---|---|
${rows.join('\n')}
`;
}
