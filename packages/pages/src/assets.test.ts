import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assetsFolder, islands, preactAssets, styleSheets } from './assets.ts';

const onDisk = (url: string) => join(assetsFolder, url.replace('/assets/', ''));

describe('assets', () => {
  it('every file that pages link exists, and every style sheet is linked', () => {
    for (const url of [...styleSheets, ...Object.values(islands), '/assets/logo.svg', '/assets/favicon.svg']) {
      expect([url, existsSync(onDisk(url))]).toEqual([url, true]);
    }
    const sheets = readdirSync(assetsFolder).filter((name) => name.endsWith('.css'));
    expect(sheets.map((name) => `/assets/${name}`).sort()).toEqual([...styleSheets].sort());
  });

  it('the vendor modules are ES modules that a browser can load alone', () => {
    for (const { file } of preactAssets) {
      const source = readFileSync(file, 'utf8');
      expect(source).toMatch(/\bexport\b/);
      expect(source).not.toMatch(/\bfrom\s*["'][^./]/);
    }
  });

  it('no style sheet or drawing asks another host for anything', () => {
    for (const name of readdirSync(assetsFolder).filter((entry) => /\.(css|svg)$/.test(entry))) {
      const source = readFileSync(join(assetsFolder, name), 'utf8').replaceAll(
        'xmlns="http://www.w3.org/2000/svg"',
        '',
      );
      expect([name, source.match(/https?:|data:|@import|<script|<style|\bon\w+=/)]).toEqual([name, null]);
    }
  });

  it('every colour and size that the style sheets use is a token', () => {
    const sheets = styleSheets.map((url) => readFileSync(onDisk(url), 'utf8')).join('\n');
    const defined = new Set([...sheets.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    const used = new Set([...sheets.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
    expect([...used].filter((name) => !defined.has(name))).toEqual([]);
  });
});
