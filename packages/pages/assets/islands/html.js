import htm from '/assets/vendor/htm.js';
import { h, render } from '/assets/vendor/preact.js';

/** The same markup as on the server, for islands that draw: `render(html`<p>…</p>`, element)`. */
export const html = htm.bind(h);
export { render };
