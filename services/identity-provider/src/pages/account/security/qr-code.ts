import { type Html, html } from '@onecampus/pages';
import encodeQR from 'qr';

const quiet_zone = 2;

/** A QR code as one drawn path: no image to fetch, nothing that the content security policy would refuse. */
export function QrCode({ text, label }: { text: string; label: string }): Html {
  const rows = encodeQR(text, 'raw', { border: quiet_zone, ecc: 'low' });
  const size = rows.length;
  const dots = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return html`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <path d=${dots.join('')} fill="#000000" />
  </svg>`;
}
