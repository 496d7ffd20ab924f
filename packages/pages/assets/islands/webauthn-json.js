/** WebAuthn between JSON, in which binary is base64url, and what browsers take and give (WebAuthn Level 3 §5.1.8–9). */

/**
 * @param {any} json options of a request or a creation
 * @returns {any} the same for `navigator.credentials`
 */
export function questionFromJson(json) {
  const { challenge, user, allowCredentials, excludeCredentials, ...rest } = json;
  return {
    ...rest,
    challenge: bytes(challenge),
    ...(user ? { user: { ...user, id: bytes(user.id) } } : {}),
    ...(allowCredentials ? { allowCredentials: allowCredentials.map(named) } : {}),
    ...(excludeCredentials ? { excludeCredentials: excludeCredentials.map(named) } : {}),
  };
}

/**
 * @param {any} credential what `navigator.credentials` gave
 * @returns {string}
 */
export function answerAsJson(credential) {
  const { id, rawId, type, authenticatorAttachment, response } = credential;
  /** @type {Record<string, unknown>} */
  const answer = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (response[part]) answer[part] = text(response[part]);
  }
  const transports = response.getTransports?.();
  if (transports) answer['transports'] = transports;
  return JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    authenticatorAttachment,
    clientExtensionResults: {},
    response: answer,
  });
}

/** @param {{ id: string }} credential */
function named(credential) {
  return { ...credential, id: bytes(credential.id) };
}

/** @param {string} base64url */
function bytes(base64url) {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** @param {ArrayBuffer} buffer */
function text(buffer) {
  const binary = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
