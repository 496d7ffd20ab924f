import type { MyData } from '../../use-cases/show-my-data.ts';
import type { Me } from './my-page.ts';
import { questionView } from './question-view.ts';
import { movedWords } from './records-view.ts';
import { recordsWords } from './records-words.ts';

export function unlinkView(me: Me, mine: MyData, merge: MyData['merges'][number]) {
  const say = recordsWords(me.locale);
  return questionView(me, {
    title: say.unlinkTitle,
    texts: [say.unlinkWhat(movedWords(me, mine, merge)), say.unlinkText, say.unlinkKept],
    action: `/my/records/unlink/${merge.id}`,
    button: say.unlink,
    busy: say.unlinking,
    danger: true,
  });
}
