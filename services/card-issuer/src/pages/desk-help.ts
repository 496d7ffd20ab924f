import { type Html, html, type Locale } from '@onecampus/pages';
import { deskWords } from './words/desk-words.ts';

/** Which keys there are; `islands.deskKeys` opens it on `?`, and without scripts it is a line to press. */
export function deskHelp(locale: Locale): Html {
  const words = deskWords(locale);
  return html`<details class="disclosure" data-desk-help><summary>${words.help}</summary><div class="disclosure-body"><ul>
    <li>${words.helpScan}</li><li>${words.helpEnter}</li><li>${words.helpEscape}</li><li>${words.helpTab}</li><li>${words.helpQuestion}</li>
  </ul></div></details>`;
}
