const letters: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const text = (value: string) => value.replace(/[&<>"]/g, (letter) => letters[letter]!);

/** Who are you? A page of another organisation, which looks like nothing of ours. */
export function chooserPage(view: {
  readonly university: string;
  readonly action: string;
  readonly people: readonly { readonly sub: string; readonly name: string }[];
}): string {
  const button = (value: string, label: string) =>
    `<p><button name="sub" value="${text(value)}">${text(label)}</button></p>`;
  return `<!doctype html>
<html lang="ru">
<head><meta charset="utf-8"><title>${text(view.university)}</title><meta name="viewport" content="width=device-width"></head>
<body>
<h1>${text(view.university)}: свой вход</h1>
<p>Пример провайдера самого университета. Нажмите на имя — пароля здесь нет.</p>
<form method="post" action="${text(view.action)}">
${view.people.map(({ sub, name }) => button(sub, name)).join('\n')}
${button('', 'Отменить')}
</form>
</body>
</html>
`;
}
