import type { StaffCircleItem } from '@cheban/contracts';
import { circleHoldLabel, circleStateLabel } from '@cheban/contracts/constants';
import { stateTag, Tag } from '../../shared/ui/tag.js';

export const CircleTag = stateTag(circleStateLabel, {
  checking: { tone: 'blue', icon: 'clock' },
  shown: { tone: 'green', icon: 'check' },
  held: { tone: 'amber', icon: 'alert' },
  refused: { tone: 'red', icon: 'close' },
  removed: { tone: 'grey', icon: 'close' },
});

/** Why it waits for a person, beside its state. */
export const WaitTag = ({ row }: { row: StaffCircleItem }) => {
  if (row.holdReason) return <Tag tone="amber">{circleHoldLabel[row.holdReason]}</Tag>;
  return row.reports > 0 ? <Tag tone="red">{row.reports} 人举报</Tag> : null;
};

export const kindLabel = { post: '帖子', comment: '评论' } as const;
export const authorOf = (row: StaffCircleItem): string =>
  `${row.official ? `${row.author}（官方）` : row.author}${row.blocked ? ' · 已禁言' : ''}`;

/** What is refused or taken away most often, in words that the author may read. */
export const reasons = ['含有广告或联系方式', '与话题无关', '用语不合适', '涉及他人隐私'];
/** What a change of one thing makes stale. */
export const CIRCLE_AREAS = ['circle', 'circle-entry', 'circle-overview', 'circle-blocks'];
