/**
 * Makes a password easier to type: shows it on demand, and says when Caps Lock is on and when the keyboard types Cyrillic —
 * the two reasons why a right password is refused most often.
 */
for (const frame of document.querySelectorAll('[data-password]')) {
  const input = frame.querySelector('input');
  const button = frame.querySelector('button');
  const note = frame.parentElement?.querySelector('.password-note');
  if (input && button) offerToShow(frame, input, button);
  if (input && note instanceof HTMLElement) watchKeyboard(input, note);
}

/**
 * @param {Element} frame
 * @param {HTMLInputElement} input
 * @param {HTMLButtonElement} button
 */
function offerToShow(frame, input, button) {
  if (!(frame instanceof HTMLElement)) return;
  const { show = '', hide = '' } = frame.dataset;
  /** @param {boolean} shown */
  const turn = (shown) => {
    input.type = shown ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(shown));
    button.textContent = shown ? hide : show;
  };
  button.hidden = false;
  button.addEventListener('click', () => {
    turn(input.type === 'password');
    input.focus();
  });
  // What is sent is a password again, or the browser would offer it as a word typed before.
  input.form?.addEventListener('submit', () => turn(false));
}

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} note
 */
function watchKeyboard(input, note) {
  const { capsLock = '', cyrillic = '' } = note.dataset;
  let caps = false;
  const say = () => {
    const typesCyrillic = /[\u0400-\u04ff]/.test(input.value.slice(-1));
    const words = [caps ? capsLock : '', typesCyrillic ? cyrillic : ''].filter(Boolean).join(' ');
    if (note.textContent !== words) note.textContent = words;
  };
  for (const type of ['keydown', 'keyup']) {
    input.addEventListener(type, (event) => {
      // Autofill sends key events that know nothing of keys.
      if (event instanceof KeyboardEvent && event.getModifierState) caps = event.getModifierState('CapsLock');
      say();
    });
  }
  input.addEventListener('input', say);
}
