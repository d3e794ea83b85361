import type { BestTime, ReferralWish } from '@cheban/contracts/constants';
import { bestTimeLabel, bestTimes, referralWishes, referralWishLabel } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { Button, Card, Chip, Notice } from '@/shared/ui';

export interface InvitedWish {
  readonly wish: ReferralWish;
  readonly bestTime: BestTime;
}

interface WishCardProps {
  /** What the store has answered; null before. */
  wished: string | null;
  busy: boolean;
  problem: string | null;
  onWish: (wish: InvitedWish) => void;
}

/** Who has no car on file leaves a wish, and the store calls. */
export function WishCard({ wished, busy, problem, onWish }: WishCardProps) {
  const [wish, setWish] = useState<ReferralWish>('test_drive');
  const [bestTime, setBestTime] = useState<BestTime>('any');
  const [changing, setChanging] = useState(false);
  if (wished !== null && !changing)
    return (
      <Card title="门店会联系您">
        <Notice tone="green" icon="check">
          {wished}
        </Notice>
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <Button block kind="quiet" loading={busy} onClick={() => setChanging(true)}>
          改一下心愿
        </Button>
      </Card>
    );
  const send = () => {
    setChanging(false);
    onWish({ wish, bestTime });
  };
  return (
    <Card title={wished === null ? '还没有车？' : '改一下心愿'}>
      <View className="invite-form">
        <View className="cb-muted">留下心愿，门店打您验证过的手机号。买了车再登记，礼遇照样算。</View>
        <Chips all={referralWishes} names={referralWishLabel} chosen={wish} onChoose={setWish} />
        <Chips all={bestTimes} names={bestTimeLabel} chosen={bestTime} onChoose={setBestTime} />
        {problem ? <Notice tone="red">{problem}</Notice> : null}
        <Button block kind="secondary" loading={busy} onClick={send}>
          请门店联系我
        </Button>
      </View>
    </Card>
  );
}

function Chips<T extends string>({
  all,
  names,
  chosen,
  onChoose,
}: {
  all: readonly T[];
  names: Readonly<Record<T, string>>;
  chosen: T;
  onChoose: (value: T) => void;
}) {
  return (
    <View className="cb-chips">
      {all.map((value) => (
        <Chip key={value} label={names[value]} selected={value === chosen} onClick={() => onChoose(value)} />
      ))}
    </View>
  );
}
