/**
 * Keeps an impatient second press from sending a form twice. It only swallows presses: the first one is the browser's own
 * submission, so nothing is lost when this script does not load, and the server stays the judge of what happens once.
 */
for (const form of document.querySelectorAll('form[data-submit-once]')) {
  if (form instanceof HTMLFormElement) form.addEventListener('submit', (event) => onSubmit(form, event));
}

// Coming back with the browser's Back button shows the page as it was left, busy and all: make it usable again.
window.addEventListener('pageshow', (event) => {
  if (event.persisted) for (const form of document.querySelectorAll('form[aria-busy="true"]')) release(form);
});

/**
 * @param {HTMLFormElement} form
 * @param {SubmitEvent} event
 */
function onSubmit(form, event) {
  if (form.getAttribute('aria-busy') === 'true') {
    event.preventDefault();
    return;
  }
  // A page that sends the form by itself (fetch) decides by itself when it is free again.
  if (event.defaultPrevented) return;
  form.setAttribute('aria-busy', 'true');
  const button = event.submitter;
  if (!(button instanceof HTMLButtonElement)) return;
  const { busyLabel } = button.dataset;
  if (busyLabel === undefined) return;
  // After the form data is taken: the label is not part of it, but a changed button might be.
  setTimeout(() => {
    button.dataset['idleLabel'] = button.textContent ?? '';
    button.textContent = busyLabel;
  });
}

/** @param {Element} form */
function release(form) {
  form.removeAttribute('aria-busy');
  for (const button of form.querySelectorAll('button[data-idle-label]')) {
    if (button instanceof HTMLButtonElement) button.textContent = button.dataset['idleLabel'] ?? '';
  }
}
