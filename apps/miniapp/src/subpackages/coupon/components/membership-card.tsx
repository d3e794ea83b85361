import type { MembershipView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { sayFen } from '@/shared/format/number';
import { sayDate } from '@/shared/format/when';
import { a11y, Card, NumberBig } from '@/shared/ui';
import { ladderShare } from './ladder';

interface MembershipCardProps {
  membership: MembershipView;
  /** Business date. */
  today: string;
}

/** My level, what is missing for the next one, and how long it lasts: in words and on a ladder. */
export function MembershipCard({ membership, today }: MembershipCardProps) {
  const { label, spentFen, keptUntil, next, ladder } = membership;
  const share = ladderShare(
    spentFen,
    ladder.map(({ fromFen }) => fromFen),
  );
  return (
    <Card title={label}>
      <View className="cb-lines">
        {next ? (
          <NumberBig prefix="再消费" value={sayFen(next.missingFen)} unit={`升级${next.label}`} />
        ) : (
          <View>已是最高等级，谢谢您一路相伴。</View>
        )}
        {next && next.opens > 0 ? (
          <View className="cb-small cb-muted">升级后可多领 {next.opens} 项权益</View>
        ) : null}
        <View className="ladder">
          <View className="ladder__line" {...a11y(undefined, `近 12 个月已消费 ${sayFen(spentFen)}`)}>
            <View className="ladder__fill" style={`width:${(share * 100).toFixed(1)}%`} />
          </View>
          <View className="ladder__steps">
            {ladder.map((step) => (
              <View
                key={step.label}
                className={`ladder__step${step.reached ? ' ladder__step--reached' : ''}`}
              >
                <View>{step.label}</View>
                <View className="cb-num">
                  {step.fromFen === 0 ? '绑定即享' : `满 ${sayFen(step.fromFen)}`}
                </View>
              </View>
            ))}
          </View>
        </View>
        <View className="cb-num">
          近 12 个月已消费 {sayFen(spentFen)}
          {keptUntil ? `，等级保留至 ${sayDate(keptUntil, today)}` : ''}
        </View>
        <View className="cb-small cb-muted">等级看您名下爱车近 12 个月的到店消费，每次结算后更新。</View>
      </View>
    </Card>
  );
}
