import { answerAsJson, questionFromJson } from './webauthn-json.js';

/**
 * Asks the browser for a passkey and sends its answer by an ordinary form, so that redirects and pages are the browser's
 * own. Where the browser can, the passkeys are offered in the login field's list as well (conditional mediation).
 */
const here = typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined;
/** One question at a time: a press of the button calls off the one that waits in the login field. */
let waiting = new AbortController();

for (const form of here ? document.querySelectorAll('form[data-passkey]') : []) {
  if (form instanceof HTMLFormElement) attend(form);
}

/** @param {HTMLFormElement} form */
function attend(form) {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (form.getAttribute('aria-busy') === 'true') return;
    void ask(form);
  });
  window.addEventListener('pageshow', () => busy(form, false));
  if (form.dataset['autofill'] !== undefined) void waitInLoginField(form);
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  waiting.abort();
  waiting = new AbortController();
  busy(form, true);
  try {
    send(form, await credentialFor(form, { signal: waiting.signal }));
  } catch {
    // Called off, timed out, no passkey, or the question could not be had: the person decides what to do next.
    busy(form, false);
    failed(form, true);
  }
}

/** @param {HTMLFormElement} form */
async function waitInLoginField(form) {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) return;
  try {
    send(form, await credentialFor(form, { signal: waiting.signal, mediation: 'conditional' }));
  } catch {
    // Nobody asked for it, so nobody is told.
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {{ signal: AbortSignal, mediation?: CredentialMediationRequirement }} options
 */
async function credentialFor(form, options) {
  const response = await fetch(form.dataset['question'] ?? '', {
    method: 'POST',
    redirect: 'error',
    signal: options.signal,
  });
  if (!response.ok) throw new Error(`no question: ${response.status}`);
  const publicKey = questionFromJson(await response.json());
  const request = { ...options, publicKey };
  const credential = await (form.dataset['passkey'] === 'create'
    ? navigator.credentials.create(/** @type {CredentialCreationOptions} */ (request))
    : navigator.credentials.get(/** @type {CredentialRequestOptions} */ (request)));
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no passkey');
  return answerAsJson(credential);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} answer
 */
function send(form, answer) {
  const field = form.elements.namedItem('credential');
  if (field instanceof HTMLInputElement) field.value = answer;
  for (const id of (form.dataset['along'] ?? '').split(' ').filter(Boolean)) {
    const box = document.getElementById(id);
    if (!(box instanceof HTMLInputElement) || !box.checked) continue;
    const copy = Object.assign(document.createElement('input'), { type: 'hidden', name: box.name, value: box.value });
    form.append(copy);
  }
  busy(form, true);
  // Not requestSubmit: this is the one submission that goes to the server.
  form.submit();
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} is
 */
function busy(form, is) {
  const label = form.querySelector('[data-label]');
  const button = form.querySelector('button');
  if (is) failed(form, false);
  if (is) form.setAttribute('aria-busy', 'true');
  else form.removeAttribute('aria-busy');
  if (!(label instanceof HTMLElement) || !(button instanceof HTMLButtonElement)) return;
  label.dataset['idle'] ??= label.textContent ?? '';
  label.textContent = is ? (button.dataset['busyLabel'] ?? '') : label.dataset['idle'];
}

/**
 * @param {HTMLFormElement} form
 * @param {boolean} is
 */
function failed(form, is) {
  const note = form.querySelector('[data-failed]');
  if (note instanceof HTMLElement) note.hidden = !is;
}
