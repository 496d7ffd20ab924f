/**
 * Puts the screen back to rest some seconds after a verdict. Without this script the link under the verdict does it, and
 * the next card can be read either way. A number that is being typed is never interrupted.
 */
const shown_ms = 6_000;

const link = document.querySelector('[data-return-to-idle] a');
const field = document.querySelector('input[data-scan-field]');

if (link instanceof HTMLAnchorElement) {
  const leave = () => {
    if (field instanceof HTMLInputElement && field.value !== '') setTimeout(leave, shown_ms);
    else location.replace(link.href);
  };
  setTimeout(leave, shown_ms);
}
