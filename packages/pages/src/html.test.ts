import { describe, expect, it } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { html } from './html.ts';

const hostile = `"><script>alert('1')</script>&`;

describe('html', () => {
  it('escapes text and attributes by default', () => {
    expect(renderToString(html`<p title=${hostile}>${hostile}</p>`)).toBe(
      `<p title="&quot;>&lt;script>alert('1')&lt;/script>&amp;">&quot;>&lt;script>alert('1')&lt;/script>&amp;</p>`,
    );
  });

  it('makes one node of several roots, of bare text and of nothing', () => {
    expect(renderToString(html`<b>1</b><i>2</i>`)).toBe('<b>1</b><i>2</i>');
    expect(renderToString(html`${'a < b'}`)).toBe('a &lt; b');
    expect(renderToString(html``)).toBe('');
  });

  it('leaves out absent pieces and attributes', () => {
    expect(renderToString(html`<p class=${undefined} hidden=${false}>${null}${undefined}${false}</p>`)).toBe('<p></p>');
  });

  it('does not take data for markup, whatever its shape', () => {
    const forged: unknown = JSON.parse('{"type":"script","props":{"children":"alert(1)"},"__k":null}');
    expect(renderToString(html`<p>${forged}</p>`)).not.toContain('script');
  });
});
