import type { OwnerLoanView } from '@cheban/contracts';
import { fuelEighthLabels } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { sayLoan } from '@/shared/format/loan';
import { sayPlate } from '@/shared/format/number';
import { dateOf } from '@/shared/format/when';
import { Notice } from './state';
import { Card, Cell, Tag } from './surface';

interface LoanCardProps {
  loan: OwnerLoanView;
  /** Milliseconds since the epoch. */
  nowMs: number;
  onCall: (phone: string) => void;
}

/** The loaner 代步车: which car, when and where to take it, when to bring it back. */
export function LoanCard({ loan, nowMs, onCall }: LoanCardProps) {
  const out = loan.state === 'out';
  const words = sayLoan(loan, dateOf(nowMs));
  return (
    <Card
      title="您的代步车"
      extra={<Tag tone={loan.overdue ? 'amber' : 'brand'}>{out ? '使用中' : '已为您预留'}</Tag>}
      flush
    >
      <Cell icon="car" title={loan.model} note={sayPlate(loan.plate)} />
      {loan.overdue ? (
        <View className="cb-loan__late">
          <Notice tone="amber" icon="clock">
            {words}，有事请给门店打个电话
          </Notice>
        </View>
      ) : (
        <Cell
          icon="clock"
          title={words}
          note={
            out
              ? loan.outFuelEighths === null
                ? undefined
                : `取车时油量${fuelEighthLabels[loan.outFuelEighths]}，归还时请加到一样`
              : '请带好驾驶证，到前台取钥匙'
          }
        />
      )}
      <Cell
        icon="pin"
        title={loan.storeName}
        note={loan.storeAddress}
        onClick={() => onCall(loan.storePhone)}
        arrow={false}
        value={<View className="cb-tone--brand cb-strong">打电话</View>}
      />
    </Card>
  );
}
