/** Insurance of a car and help with claims 理赔协助, with its Chinese words. No zod here. */

/** What to do after an accident, in the order of doing it. */
export const claimSteps = [
  '先停车、开双闪，人到安全处；有人受伤先拨 120，需要交警拨 122。',
  '拍照：两车前后全景、碰撞部位、对方车牌和周围道路。',
  '拨打保险公司报案电话，说明时间、地点和经过，记下报案号。',
  '联系门店，顾问陪您定损；车开不了，点“事故救援”。',
  '备好行驶证、驾驶证、身份证和银行卡，到店定损维修。',
] as const;

/** Where accidents are reported: the short name for a screen, what a policy may call the insurer, the number to ring. */
export interface ClaimHotline {
  readonly name: string;
  readonly marks: readonly string[];
  readonly phone: string;
}
export const claimHotlines: readonly ClaimHotline[] = [
  { name: '人保财险', marks: ['人保', '人民财产', 'PICC'], phone: '95518' },
  { name: '平安产险', marks: ['平安'], phone: '95511' },
  { name: '太平洋产险', marks: ['太平洋', '太保', 'CPIC'], phone: '95500' },
  { name: '国寿财险', marks: ['国寿', '人寿财'], phone: '95519' },
  { name: '中华联合', marks: ['中华'], phone: '95585' },
  { name: '大地保险', marks: ['大地'], phone: '95590' },
  { name: '阳光产险', marks: ['阳光'], phone: '95510' },
  { name: '太平财险', marks: ['太平'], phone: '95589' },
];
/**
 * The number of the insurer that a file names in its own words; null if it is none of these. 太平洋 stands before 太平,
 * which its name begins with.
 */
export function claimHotlineOf(insurer: string | null): ClaimHotline | null {
  const name = (insurer ?? '').toUpperCase();
  return claimHotlines.find(({ marks }) => marks.some((mark) => name.includes(mark))) ?? null;
}
