import { Actions, Button, Card, Form, html, LinkButton, PageHeader, TextAreaField } from '@onecampus/pages';
import { type DisputedFact, said_letters_max } from '../../rules/dispute.ts';
import { disputeWords } from './dispute-words.ts';
import { factWord } from './fact-word.ts';
import { type Me, universityOf } from './my-page.ts';

export function disputeFormView(
  me: Me,
  about: {
    readonly fact: DisputedFact;
    readonly factId: string;
    readonly universityId: string;
    readonly said?: string;
    readonly wrong?: 'missing' | 'too-long';
  },
) {
  const say = disputeWords(me.locale);
  const university = universityOf(me, about.universityId).name[me.locale];
  return {
    title: say.newTitle,
    body: html`
      ${PageHeader({
        title: say.newTitle,
        lead: say.newLead(factWord(me.locale, about.fact), university),
        back: { href: '/my', label: say.toAbout },
      })}
      ${Card({
        children: Form({
          action: '/my/disputes',
          hidden: { fact: about.fact, id: about.factId },
          children: html`
            ${TextAreaField({
              label: say.said,
              name: 'said',
              rows: 6,
              value: about.said,
              hint: say.saidHint,
              required: true,
              maxlength: said_letters_max,
              error: about.wrong && (about.wrong === 'missing' ? say.saidMissing : say.saidTooLong),
            })}
            ${Actions({
              children: [
                Button({ label: say.send, busyLabel: say.sending }),
                LinkButton({ label: say.toAbout, href: '/my', tone: 'quiet' }),
              ],
            })}`,
        }),
      })}`,
  };
}
