import type { MakeGoodRules } from '@cheban/contracts';
import { staffRoleLabel } from '@cheban/contracts/constants';
import { yuan } from '../../shared/format/words.js';

/** What the limits mean in one sentence; null while a field is empty. */
export function makeGoodWords(
  rules: {
    readonly [Key in keyof MakeGoodRules]?: number | null;
  },
): string | null {
  const { advisorFen, careFen, managerFen, mostFen, validDays } = rules;
  if (advisorFen == null || careFen == null || managerFen == null || mostFen == null || !validDays)
    return null;
  const given = (
    [
      ['advisor', advisorFen],
      ['care', careFen],
      ['manager', managerFen],
    ] as const
  ).flatMap(([role, fen]) => (fen > 0 ? [`${staffRoleLabel[role]} ${yuan(fen)}`] : []));
  const free =
    given.length === 0
      ? '每笔补偿都要审批'
      : `${given.join('、')} 以内直接给，超出的由另一位有审批权的同事审批`;
  return `${free}；一张投诉单合计最多 ${yuan(mostFen)}，${validDays} 天内有效。`;
}
