import { sound } from './sound.js';

/**
 * Makes a page ready for a barcode scanner, which types a number and presses Enter wherever the focus happens to be.
 * Without this script the field still has the focus when the page opens.
 */
const field = document.querySelector('input[data-scan-field]');
if (field instanceof HTMLInputElement) attend(field);

/** @param {HTMLInputElement} field */
function attend(field) {
  // A number refused a moment ago is selected, so that the next scan replaces it instead of continuing it.
  window.addEventListener('pageshow', () => {
    field.focus();
    field.select();
  });

  // Digits that arrive while a button or nothing has the focus were meant for the field. Without this, the Enter at the
  // end of a scan would press the button that was used last.
  document.addEventListener('keydown', (event) => {
    if (event.target !== field && isTyped(event) && !isEditable(event.target)) {
      field.value = '';
      field.focus();
    }
  });

  field.addEventListener('keydown', (event) => {
    // A scanner that ends with CR and LF sends Ctrl+J after Enter, which browsers take for «show downloads».
    if (event.ctrlKey && event.code === 'KeyJ') event.preventDefault();
    if (event.key === 'Enter') {
      event.preventDefault();
      send(field);
    }
  });

  field.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text') ?? '';
    if (!/[\r\n]/.test(text)) return;
    event.preventDefault();
    field.value = clean(text);
    send(field);
  });

  // A click on empty ground, or the window coming back to the front, must not leave the scanner typing into nothing.
  document.addEventListener('click', () => setTimeout(() => returnFocus(field)));
  window.addEventListener('focus', () => returnFocus(field));
  // The page may put a new answer in place instead of loading a new page.
  document.addEventListener('campus:result', () => {
    field.value = '';
    returnFocus(field);
  });
}

/** @param {HTMLInputElement} field */
function send(field) {
  field.value = clean(field.value);
  if (field.value !== '') field.form?.requestSubmit();
}

/**
 * The first line without the control characters that scanners add around a number.
 * @param {string} text
 */
function clean(text) {
  const line = text.split(/[\r\n]+/).find((part) => part.trim() !== '') ?? '';
  return line.replace(/\p{Cc}/gu, '').trim();
}

/** @param {HTMLInputElement} field */
function returnFocus(field) {
  const { activeElement } = document;
  const nowhere = activeElement === null || activeElement === document.body || activeElement.id === 'content';
  if (nowhere && getSelection()?.isCollapsed !== false) field.focus();
}

/** @param {KeyboardEvent} event */
function isTyped(event) {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey;
}

/** @param {EventTarget | null} target */
function isEditable(target) {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof HTMLElement && target.isContentEditable)
  );
}

const { tone } = document.body.dataset;
if (tone !== undefined) void sound(tone);
