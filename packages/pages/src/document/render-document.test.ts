import { describe, expect, it } from '@jest/globals';
import { Field, Form, html, type Page, renderDocument, renderErrorPage, ScanField } from '../index.ts';

const page: Page = {
  title: 'Выдача карт',
  locale: 'ru',
  path: '/desk?number=1',
  service: { name: 'Библиотечная кафедра', home: '/' },
  body: html`<h1>Выдача карт</h1>`,
};

describe('renderDocument', () => {
  it('names its language, its page and its service', () => {
    const document = renderDocument(page);
    expect(document).toMatch(/^<!doctype html>\n<html lang="ru">/);
    expect(document).toContain('<title>Выдача карт · Библиотечная кафедра</title>');
    expect(renderDocument({ ...page, locale: 'en' })).toContain('<html lang="en">');
  });

  it('leads past the navigation to the content', () => {
    for (const screen of ['page', 'card', 'kiosk'] as const) {
      const document = renderDocument({ ...page, screen });
      expect(document).toContain('<a class="skip" href="#content">');
      expect(document.match(/<main [^>]*id="content"/g)).toHaveLength(1);
    }
  });

  it('signs out by a form that posts the token', () => {
    const document = renderDocument({
      ...page,
      signedInAs: { name: 'Н. С.', signOut: { action: '/sign-out', csrf: 'secret' } },
    });
    expect(document).toMatch(
      /<form method="post" action="\/sign-out"[^>]*><input type="hidden" name="csrf" value="secret"/,
    );
    expect(renderDocument(page)).not.toContain('sign-out');
  });

  it('marks the current section, and loads a script once however often it is named', () => {
    const document = renderDocument({
      ...page,
      nav: [
        { href: '/', label: 'Выдача', current: true },
        { href: '/cards', label: 'Карты' },
      ],
      scripts: ['/assets/islands/submit-once.js', '/assets/islands/scan-field.js'],
    });
    expect(document.match(/aria-current="page"/g)).toHaveLength(1);
    expect(document.match(/submit-once\.js/g)).toHaveLength(1);
    expect(document).toContain('src="/assets/islands/scan-field.js"');
  });
});

describe('forms', () => {
  it('carry the token only where they post', () => {
    const both = html`${Form({ action: '/a', csrf: 'secret' })}${Form({ action: '/b', method: 'get', csrf: 'secret' })}`;
    expect(renderDocument({ ...page, body: both }).match(/secret/g)).toHaveLength(1);
  });

  it('never print a password back', () => {
    const body = Field({ label: 'Пароль', name: 'password', type: 'password', value: 'correct horse' });
    expect(renderDocument({ ...page, body })).not.toContain('correct horse');
  });

  it('tie label, hint and error to the control', () => {
    const document = renderDocument({
      ...page,
      body: Field({ label: 'Логин', name: 'login', hint: 'Как в Moodle', error: 'Заполните' }),
    });
    expect(document).toContain('<label for="field-login">Логин</label>');
    expect(document).toMatch(/<input [^>]*aria-invalid="true" aria-describedby="field-login-hint field-login-error"/);
    expect(document).toContain('id="field-login-error"');
  });

  it('focus the scan field and keep no memory of earlier entries', () => {
    const document = renderDocument({ ...page, body: ScanField({ label: 'Карта', name: 'card', submit: 'Найти' }) });
    expect(document).toMatch(/<input [^>]*name="card"[^>]* autofocus [^>]*autocomplete="off"/);
  });
});

describe('renderErrorPage', () => {
  it('says what happened, what to do and under which id, and takes the words of the status where none are given', () => {
    const { locale, path, service } = page;
    const document = renderErrorPage({ locale, path, service, status: 503, requestId: 'r-1' });
    expect(document).toContain('Сервис временно недоступен');
    expect(document).toContain('Обновите страницу через минуту');
    expect(document).toContain('r-1');
    expect(renderErrorPage({ locale, path, service, status: 503, title: 'Не сейчас' })).toContain('<h1>Не сейчас</h1>');
  });
});
