import { fileURLToPath } from 'node:url';

/** Absolute path of the folder that is served under /assets/. */
export const assetsFolder: string = fileURLToPath(new URL('../assets/', import.meta.url));

/** Files of packages that islands import, and the addresses under which they import them. */
export const preactAssets: readonly { url: string; file: string }[] = [
  { url: '/assets/vendor/preact.js', file: fileURLToPath(import.meta.resolve('preact')) },
  { url: '/assets/vendor/htm.js', file: fileURLToPath(import.meta.resolve('htm')) },
];

/** Style sheets of every page, in the order of the cascade. */
export const styleSheets: readonly string[] = [
  '/assets/tokens.css',
  '/assets/base.css',
  '/assets/layout.css',
  '/assets/band.css',
  '/assets/sheet.css',
  '/assets/forms.css',
  '/assets/buttons.css',
  '/assets/sign-in.css',
  '/assets/scan.css',
  '/assets/cards.css',
  '/assets/messages.css',
  '/assets/facts.css',
  '/assets/table.css',
  '/assets/timeline.css',
  '/assets/trace.css',
  '/assets/console.css',
  '/assets/my-data.css',
  '/assets/library-card.css',
  '/assets/kiosk.css',
  '/assets/print.css',
];

/** Browser scripts. Pages work without them; they only make them quicker to use. */
export const islands = {
  /** On every page: a second press of a button does not send the form twice. */
  submitOnce: '/assets/islands/submit-once.js',
  /** On pages with a `ScanField`: keeps the focus there and sounds the result. */
  scanField: '/assets/islands/scan-field.js',
  /** On pages of a desk: Esc starts again, `?` shows the keys. */
  deskKeys: '/assets/islands/desk-keys.js',
  /** On pages with a `PasswordField`: shows what was typed, and says what the keyboard does. */
  passwordField: '/assets/islands/password-field.js',
  /** On pages that only carry something to another site: sends their form by itself. */
  sendForm: '/assets/islands/send-form.js',
  /** On pages with a `PasskeyForm`: the one thing that no browser does without a script. */
  passkey: '/assets/islands/passkey.js',
} as const;
