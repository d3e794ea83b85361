import type { WonPrizeView } from '@cheban/contracts';
import { isReturnedClaim } from '@cheban/contracts/constants';
import { View } from '@tarojs/components';
import { Button, Icon } from '@/shared/ui';
import type { PrizeStep } from './use-prize';

interface PrizeCardProps {
  prize: WonPrizeView;
  step: PrizeStep;
  /** Where it comes from, or 恭喜您，抢到了！ */
  title: string;
  /** Red and gold: red packets only. */
  festive?: boolean;
}

/** What was won, how it stands, and the one next step. */
export function PrizeCard({ prize, step, title, festive }: PrizeCardProps) {
  const classes = ['prize'];
  if (festive) classes.push('prize--festive');
  if (isReturnedClaim(prize.state)) classes.push('prize--off');
  return (
    <View className={classes.join(' ')}>
      <View className="prize__title">{title}</View>
      <View className="prize__amount cb-num">{prize.amountText}</View>
      <View className="cb-row cb-row--gap cb-small">
        {prize.state === 'paid' || prize.state === 'given' ? (
          <Icon name="check" size={16} ink="green" />
        ) : null}
        {prize.kind === 'cash' ? `${prize.name} · ` : ''}
        {prize.stateLabel}
      </View>
      <View className="prize__text">{step.note ?? prize.text}</View>
      {step.words ? (
        <Button block kind="secondary" loading={step.busy} onClick={step.run}>
          {step.words}
        </Button>
      ) : null}
    </View>
  );
}
