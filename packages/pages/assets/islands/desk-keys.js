/**
 * Two keys for whoever works without a mouse: Esc clears the scan field and goes back to it, `?` shows what the keys do. A
 * question mark inside of a text stays one.
 */
const help = document.querySelector('details[data-desk-help]');
const field = document.querySelector('input[data-scan-field]');

document.addEventListener(
  'keydown',
  (event) => {
    if (event.key === 'Escape' && field instanceof HTMLInputElement) {
      field.value = '';
      field.focus();
      return;
    }
    if (event.key !== '?' || !(help instanceof HTMLDetailsElement) || isWriting(event.target)) return;
    event.preventDefault();
    // Before the scan field takes it for the beginning of a number.
    event.stopPropagation();
    help.open = !help.open;
    if (help.open) help.scrollIntoView({ block: 'nearest' });
  },
  { capture: true },
);

/** @param {EventTarget | null} target */
function isWriting(target) {
  if (target === field && field instanceof HTMLInputElement) return field.value !== '';
  return (
    target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
  );
}

export {};
