import { Alert, Card, EmptyState, formatDate, type Html, html, LinkButton, PageHeader, Stack } from '@onecampus/pages';
import type { Dispute } from '../../rules/dispute.ts';
import { disputeWords } from './dispute-words.ts';
import { DisputeBadge, factWord } from './fact-word.ts';
import { type Me, universityOf } from './my-page.ts';

export function disputesView(me: Me, disputes: readonly Dispute[], done: 'sent' | 'already' | 'too-many' | undefined) {
  const say = disputeWords(me.locale);
  return {
    title: say.title,
    body: html`
      ${PageHeader({ title: say.title, lead: say.lead })}
      ${Stack({
        children: [
          done === 'sent' ? Alert({ tone: 'ok', title: say.sent, text: say.sentText }) : null,
          done === 'already' ? Alert({ tone: 'info', title: say.already, text: say.alreadyText }) : null,
          done === 'too-many' ? Alert({ tone: 'warn', title: say.tooMany, text: say.tooManyText }) : null,
          ...disputes.map((one) => OneDispute(me, one)),
          disputes.length === 0
            ? EmptyState({
                title: say.none,
                text: say.noneText,
                action: LinkButton({ href: '/my', label: say.toAbout }),
              })
            : null,
        ],
      })}`,
  };
}

function OneDispute(me: Me, one: Dispute): Html {
  const say = disputeWords(me.locale);
  const university = universityOf(me, one.universityId);
  const date = (at: Date) => formatDate(me.locale, at, university.timeZone);
  return Card({
    title: `${factWord(me.locale, one.fact)}, ${university.shortName[me.locale]}`,
    detail: say.asked(date(one.saidAt)),
    aside: DisputeBadge(me.locale, one.state),
    children: html`
      <p class="soft">${say.yourWords}</p><p class="own-words">${one.said}</p>
      ${
        one.answeredAt
          ? html`<p class="soft">${say.answerFrom(university.shortName[me.locale], date(one.answeredAt))}</p>
              <p class="own-words">${one.answer}</p>`
          : null
      }`,
  });
}
