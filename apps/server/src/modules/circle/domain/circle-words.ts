/** What owners read of names and states. Pure. */
import type { CircleHoldReason, CircleState } from '@cheban/contracts/constants';
import { type Instant, sayDateTime } from '@cheban/kernel';

const DOUBLE = /^(欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒)/;

/** 王女士, 李先生; 张车主 whose sex is unknown. Never more of a name than the family name, never a company's. */
export function publicName(
  owner: { readonly name: string; readonly sex: 'male' | 'female' | 'company' | 'unknown' } | undefined,
): string {
  if (!owner) return '已注销车主';
  const name = owner.name.trim();
  if (owner.sex === 'company') return '企业车主';
  if (!/^[\u3400-\u9fff]{2,4}$/.test(name)) return '车主';
  const family = DOUBLE.exec(name)?.[0] ?? name.slice(0, 1);
  const title = owner.sex === 'male' ? '先生' : owner.sex === 'female' ? '女士' : '车主';
  return `${family}${title}`;
}

/** How a post or comment stands, for its author; empty once everybody sees it. */
export function sayCircleState(
  state: CircleState,
  holdReason: CircleHoldReason | null,
  reason: string,
): string {
  const why = reason === '' ? '' : `：${reason}`;
  switch (state) {
    case 'shown':
      return '';
    case 'checking':
      return '审核中，通过后大家就能看到';
    case 'held':
      return holdReason === 'reported'
        ? '有车友提出疑问，工作人员正在核实'
        : '正在等工作人员看一下，一般一天内有结果';
    case 'refused':
      return `未通过${why}。您可以修改后重新提交`;
    case 'removed':
      return `已被工作人员移除${why}`;
  }
}

/** What an author reads whose words WeChat calls risky. */
export const RISKY_REASON = '内容可能含有广告、联系方式或不合适的用语';

export function sayBlock(reason: string, until: Instant | null, now: Instant): string {
  const end = until === null ? '' : `，${sayDateTime(until, now)} 恢复`;
  return `您暂时不能发言${end}。原因：${reason}`;
}
