/**
 * Sends the page's one form as soon as it is there, for pages that only carry something from here to another site. Without
 * this script the form waits for its button. Coming back with the browser's Back button does not send it again.
 */
const [form] = document.querySelectorAll('main form[method="post"]');
const [arrival] = performance.getEntriesByType('navigation');
const cameBack = arrival instanceof PerformanceNavigationTiming && arrival.type === 'back_forward';
if (form instanceof HTMLFormElement && !cameBack) form.requestSubmit();
