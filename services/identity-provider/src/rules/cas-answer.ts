/** What a CAS service is told of a ticket (CAS Protocol 3.0 §2.5, appendix A). */
export type CasAnswer =
  | {
      readonly user: string;
      /** `undefined` where the service asked for the user alone. */
      readonly attributes?: Readonly<Record<string, string | boolean | readonly string[]>>;
    }
  | { readonly code: CasRefusal; readonly message: string };

export type CasRefusal =
  | 'INVALID_REQUEST'
  | 'INVALID_TICKET_SPEC'
  | 'INVALID_TICKET'
  | 'INVALID_SERVICE'
  | 'INTERNAL_ERROR';

/** CAS 1.0 (§2.4): two lines. */
export function plainAnswer(answer: CasAnswer): string {
  return 'user' in answer ? `yes\n${answer.user}\n` : 'no\n\n';
}

export function xmlAnswer(answer: CasAnswer): string {
  const inner =
    'user' in answer
      ? `<cas:authenticationSuccess><cas:user>${escaped(answer.user)}</cas:user>${attributesOf(answer)}</cas:authenticationSuccess>`
      : `<cas:authenticationFailure code="${answer.code}">${escaped(answer.message)}</cas:authenticationFailure>`;
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${inner}</cas:serviceResponse>\n`;
}

export function jsonAnswer(answer: CasAnswer): unknown {
  return {
    serviceResponse:
      'user' in answer
        ? {
            authenticationSuccess: {
              user: answer.user,
              ...(answer.attributes ? { attributes: answer.attributes } : {}),
            },
          }
        : { authenticationFailure: { code: answer.code, description: answer.message } },
  };
}

/** One element for each value: that is how the protocol writes several. */
function attributesOf({ attributes }: Extract<CasAnswer, { user: string }>): string {
  if (!attributes) return '';
  const elements = Object.entries(attributes).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly string[]) : [value]).map(
      (one) => `<cas:${name}>${escaped(String(one))}</cas:${name}>`,
    ),
  );
  return `<cas:attributes>${elements.join('')}</cas:attributes>`;
}

/** What ends the service's own session (CAS Protocol 3.0 §2.3.3, appendix C). */
export function casLogoutRequest(asked: { readonly id: string; readonly at: Date; readonly ticket: string }): string {
  return (
    `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ` +
    `ID="${escaped(asked.id)}" Version="2.0" IssueInstant="${asked.at.toISOString()}">` +
    `<saml:NameID>@NOT_USED@</saml:NameID><samlp:SessionIndex>${escaped(asked.ticket)}</samlp:SessionIndex></samlp:LogoutRequest>`
  );
}

const replacements: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML 1.0; what XML cannot say at all is left out. */
export function escaped(text: string): string {
  return [...text]
    .filter((one) => /[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(one))
    .join('')
    .replace(/[&<>"']/g, (one) => replacements[one]!);
}
