import type { Routes, RouteView } from '@cheban/contracts';
import { count } from '../../shared/format/words.js';

export type Health = RouteView<Routes['care']['health']>;

/** A sender that is behind by more is worth a look. */
const LAG_SEC = 300;

/** The first word on the sending: the gravest of what is wrong, or that all is well. */
export function judge(health: Health): { well: boolean; text: string } {
  const late = health.runs.filter((run) => run.late || run.failure);
  if (health.overdue > 0) return { well: false, text: `有 ${count(health.overdue)} 条延迟` };
  if (health.lagSec > LAG_SEC) return { well: false, text: '发送落后' };
  if (late.length > 0) return { well: false, text: `${late.map((run) => run.label).join('、')}需要留意` };
  if (health.circuits.some(({ until }) => until === null)) return { well: false, text: '有渠道已暂停' };
  if (health.circuits.length > 0) return { well: false, text: '有渠道今天额度用完' };
  if (health.stuck > 0) return { well: false, text: '有消息卡住' };
  return { well: true, text: '发送正常' };
}
