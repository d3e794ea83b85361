import type { CareRuleBody, RuleCampaign } from '@cheban/contracts';
import { channelLabel, messageClassLabel, saySegment } from '@cheban/contracts/constants';
import { showVariables } from '../../../features/care/variables.js';
import { sayAnchor, sayOffset, sayValid } from '../../../features/care/words.js';

/** A run of characters that stayed, came or went. */
export interface Piece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Shorter texts (a clock, a number, a name) are told whole. */
const SHORT_TEXT = 8;
/** Share of common characters below which two texts count as different ones. */
const LIKENESS = 0.4;

function add(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else pieces.push({ kind, text });
}

/**
 * The difference of two short texts, character by character (longest common subsequence). What went stands before what
 * came. Texts that have little in common are told as one for the other: single characters that happen to agree help
 * nobody. Texts of a rule have at most 300 characters, so the square of that is nothing.
 */
export function diffText(before: string, after: string): Piece[] {
  const [a, b] = [[...before], [...after]];
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = a.length - 1; row >= 0; row--) {
    for (let column = b.length - 1; column >= 0; column--) {
      lengths[row * width + column] =
        a[row] === b[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const longest = Math.max(a.length, b.length);
  if (before !== after && (longest < SHORT_TEXT || at(0, 0) < LIKENESS * longest))
    return changed(before, after);
  const pieces: Piece[] = [];
  let [row, column] = [0, 0];
  while (row < a.length || column < b.length) {
    const [gone, came] = [a[row], b[column]];
    if (gone !== undefined && gone === came) {
      add(pieces, 'same', gone);
      row += 1;
      column += 1;
    } else if (gone !== undefined && (came === undefined || at(row + 1, column) >= at(row, column + 1))) {
      add(pieces, 'removed', gone);
      row += 1;
    } else if (came !== undefined) {
      add(pieces, 'added', came);
      column += 1;
    }
  }
  return joinCrumbs(pieces);
}

const changed = (before: string, after: string): Piece[] => [
  ...(before === '' ? [] : [{ kind: 'removed' as const, text: before }]),
  ...(after === '' ? [] : [{ kind: 'added' as const, text: after }]),
];

/** Single characters that stayed between two changes belong to the change: people read phrases, not letters. */
function joinCrumbs(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = [];
  let [gone, came] = ['', ''];
  const flush = () => {
    joined.push(...changed(gone, came));
    [gone, came] = ['', ''];
  };
  for (const [index, { kind, text }] of pieces.entries()) {
    const crumb = kind === 'same' && [...text].length === 1 && index > 0 && index < pieces.length - 1;
    if (kind === 'same' && !crumb) {
      flush();
      joined.push({ kind, text });
      continue;
    }
    if (kind !== 'added') gone += text;
    if (kind !== 'removed') came += text;
  }
  flush();
  return joined;
}

/** One thing of a rule in words, for reading and comparing. */
export interface RuleLine {
  key: string;
  label: string;
  text: string;
}

type NamedCampaign = Pick<RuleCampaign, 'id' | 'title'>;

/** A rule as lines of words, in the order of the form; the campaign by its title among those given. */
export function linesOfRule(body: CareRuleBody, campaigns: readonly NamedCampaign[] = []): RuleLine[] {
  const stages = [...body.stages].sort((a, b) => a.offset - b.offset);
  return [
    { key: 'name', label: '名称', text: body.name },
    { key: 'trigger', label: '触发', text: sayAnchor(body.trigger) },
    { key: 'class', label: '类别', text: messageClassLabel[body.class] },
    { key: 'tellAt', label: '发送时间', text: body.tellAt },
    { key: 'action', label: '按钮', text: body.actionLabel ?? '没有按钮' },
    {
      key: 'channels',
      label: '渠道顺序',
      text: body.channels.map((channel) => channelLabel[channel]).join(' → ') || '只放入站内消息',
    },
    { key: 'audience', label: '发给谁', text: saySegment(body.audience) },
    ...(body.campaignId === undefined
      ? []
      : [
          {
            key: 'campaign',
            label: '带上活动',
            text: campaigns.find(({ id }) => id === body.campaignId)?.title ?? '已删除的活动',
          },
        ]),
    ...stages.flatMap((stage): RuleLine[] => {
      const when = sayOffset(body.trigger, stage.offset);
      const line = (part: string, label: string, text: string): RuleLine => ({
        key: `${stage.offset}.${part}`,
        label: `${when} · ${label}`,
        text,
      });
      return [
        line('title', '标题', showVariables(stage.title)),
        line('body', '正文', showVariables(stage.body)),
        line('short', '一句话', stage.short === null ? '自动生成' : showVariables(stage.short)),
        line('valid', '有效', sayValid(stage.validDays)),
      ];
    }),
  ];
}

export interface RuleChange {
  key: string;
  label: string;
  pieces: Piece[];
}

/** What changed between two editions, in words; lines that only one of them has are all new or all gone. */
export function diffRules(
  before: CareRuleBody,
  after: CareRuleBody,
  campaigns: readonly NamedCampaign[] = [],
): RuleChange[] {
  const [old, now] = [linesOfRule(before, campaigns), linesOfRule(after, campaigns)];
  const oldText = new Map(old.map(({ key, text }) => [key, text]));
  const kept = new Set(now.map(({ key }) => key));
  const changed = now.flatMap(({ key, label, text }): RuleChange[] =>
    oldText.get(key) === text ? [] : [{ key, label, pieces: diffText(oldText.get(key) ?? '', text) }],
  );
  const gone = old.flatMap(({ key, label, text }): RuleChange[] =>
    kept.has(key) ? [] : [{ key, label, pieces: [{ kind: 'removed', text }] }],
  );
  return [...changed, ...gone];
}
