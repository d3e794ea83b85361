import type { CareRuleBody, CareRuleDetail } from '@cheban/contracts';
import { fixedOffsets, problemsOfRule, SHORT_WORDS } from '@cheban/contracts/constants';
import type { BusinessDate } from '../../../shared/format/time.js';
import type { RuleField } from './draft.js';

/** WeChat's `thing`: what a template without a known limit takes for sure. */
const THING_MAX = 20;

/** Longest line on the card that every template of the rule's channels takes, in characters. */
export function shortMaxOf(body: CareRuleBody, fields: readonly RuleField[]): number {
  const limits = fields.flatMap(({ channel, word, max }) =>
    SHORT_WORDS.includes(word) && max !== null && (body.channels as readonly string[]).includes(channel)
      ? [max]
      : [],
  );
  return Math.min(THING_MAX, ...limits);
}

export interface DraftSurroundings {
  detail: Pick<CareRuleDetail, 'builtIn' | 'trigger' | 'kind' | 'class' | 'body'> | null;
  fields: readonly RuleField[];
  today: BusinessDate;
  /** Conditions of the audience that are not filled in yet. */
  unfinished: number;
}

/** The quiet hours are the server's: it answers with the same sentence when the time falls into them. */
const NO_QUIET_HOURS = { from: '00:00', to: '00:00' };

/**
 * What keeps the draft from being saved: the first sentence of each place, by path (`stages.0.title`). Beside the rules
 * that the server knows too, what a form must say before anything is sent: empty and doubled fields.
 */
export function problemsOfDraft(body: CareRuleBody, around: DraftSurroundings): Map<string, string> {
  const problems = new Map<string, string>();
  const add = (path: string, message: string) => {
    if (!problems.has(path)) problems.set(path, message);
  };
  if (body.name.trim() === '') add('name', '请填写名称');
  const seen = new Set<number>();
  for (const [index, stage] of body.stages.entries()) {
    const at = `stages.${index}`;
    if (stage.title.trim() === '') add(`${at}.title`, '请填写标题');
    if (stage.body.trim() === '') add(`${at}.body`, '请填写正文');
    if (stage.title.length > 40) add(`${at}.title`, '标题最多 40 个字');
    if (stage.body.length > 300) add(`${at}.body`, '正文最多 300 个字');
    if (stage.short !== null && stage.short.trim() === '')
      add(`${at}.short`, '请填写卡片上的一句话，或改为自动生成');
    if (seen.has(stage.offset)) add(`${at}.offset`, '同一天只能提醒一次，请换一个日子');
    seen.add(stage.offset);
  }
  if (around.unfinished > 0) add('audience', `还有 ${around.unfinished} 个条件没有填好`);
  const { detail } = around;
  const found = problemsOfRule(body, {
    fields: around.fields,
    today: around.today,
    builtIn: detail?.builtIn
      ? {
          trigger: detail.trigger,
          kind: detail.kind,
          class: detail.class,
          // The system counts from what happens; only the words are ours.
          offsets: fixedOffsets(detail.body),
        }
      : null,
    quiet: NO_QUIET_HOURS,
  });
  for (const { path, message } of found) add(path.startsWith('audience') ? 'audience' : path, message);
  return problems;
}

/** Problems that the server found, by the same paths. */
export const problemsOfServer = (
  list: readonly { path: string; message: string }[],
): ReadonlyMap<string, string> =>
  new Map(
    list.map(({ path, message }) => {
      const place = path.replace(/^body\.(body\.)?/, '');
      return [place.startsWith('audience') ? 'audience' : place, message];
    }),
  );
