import { fullName, type StoredAffiliation } from '@onecampus/directory';
import {
  Actions,
  Alert,
  Button,
  Card,
  Form,
  formatDate,
  formatDay,
  type Html,
  html,
  LinkButton,
  PageHeader,
  RadioField,
  Stack,
  TextAreaField,
} from '@onecampus/pages';
import { answer_letters_max, type DisputeAnswer } from '../../rules/dispute.ts';
import type { UniversityDispute } from '../../use-cases/list-disputes.ts';
import { affiliationWord } from '../console/affiliation-words.ts';
import { consolePath } from '../console/console-frame.ts';
import type { Seen } from '../console/seen.ts';
import { disputeWords } from '../my/dispute-words.ts';
import { DisputeBadge, factWord } from '../my/fact-word.ts';

interface Tried {
  readonly outcome: DisputeAnswer | undefined;
  readonly answer: string;
}

/** One dispute for the university's registrar: what the record says, what the person says, and the answer. */
export function disputeView(
  seen: Seen,
  one: UniversityDispute,
  { tried, already }: { tried?: Tried; already?: boolean },
) {
  const { locale, university } = seen;
  const say = disputeWords(locale);
  const own = seen.visitor.personId === one.personId;
  return {
    title: `${fullName(one)}: ${factWord(locale, one.fact)}`,
    body: html`
      ${PageHeader({
        title: fullName(one),
        lead: html`${factWord(locale, one.fact)} ${DisputeBadge(locale, one.state)}`,
        back: { href: `${consolePath(university)}/disputes`, label: say.back },
        actions: LinkButton({ href: `${consolePath(university)}/people/${one.personId}`, label: say.toPerson }),
      })}
      ${Stack({
        children: [
          already ? Alert({ tone: 'info', title: say.answeredAlready }) : null,
          Card({
            title: say.personSaid,
            detail: say.asked(formatDate(locale, one.saidAt, university.timeZone)),
            children: html`<p class="own-words">${one.said}</p>`,
          }),
          Card({ title: say.says, children: html`<p>${saysNow(seen, one)}</p>` }),
          one.answeredAt
            ? Card({
                title: say.answerFrom(
                  university.shortName[locale],
                  formatDate(locale, one.answeredAt, university.timeZone),
                ),
                children: html`<p class="own-words">${one.answer}</p>`,
              })
            : own
              ? Alert({ tone: 'info', title: say.own })
              : AnswerForm(seen, one, tried),
        ],
      })}`,
  };
}

function AnswerForm({ locale, university }: Seen, { id }: UniversityDispute, tried: Tried | undefined): Html {
  const say = disputeWords(locale);
  return Card({
    title: say.answerTitle,
    children: Form({
      action: `${consolePath(university)}/disputes/${id}`,
      children: html`
        ${RadioField({
          label: say.outcome,
          name: 'outcome',
          value: tried?.outcome,
          required: true,
          error: tried && tried.outcome === undefined ? say.outcomeMissing : undefined,
          options: [
            { value: 'corrected', label: say.outcomeCorrected, hint: say.outcomeCorrectedHint },
            { value: 'answered', label: say.outcomeAnswered, hint: say.outcomeAnsweredHint },
            { value: 'rejected', label: say.outcomeRejected, hint: say.outcomeRejectedHint },
          ],
        })}
        ${TextAreaField({
          label: say.answer,
          name: 'answer',
          rows: 5,
          value: tried?.answer,
          hint: say.answerHint,
          required: true,
          maxlength: answer_letters_max,
          error: tried?.answer === '' ? say.answerMissing : undefined,
        })}
        ${Actions({ children: Button({ label: say.sendAnswer }) })}`,
    }),
  });
}

function saysNow({ locale }: Seen, { fact, says }: UniversityDispute): string {
  if (says === null || says === '') return disputeWords(locale).nothing;
  if (fact === 'birth_date') return formatDay(locale, says);
  if (fact !== 'affiliation') return says;
  const [affiliation, ...where] = says.split(' · ');
  return [affiliationWord(locale, affiliation as StoredAffiliation), ...where].join(' · ');
}
