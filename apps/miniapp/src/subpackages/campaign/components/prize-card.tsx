import type { PacketView } from '@cheban/contracts';
import { View } from '@tarojs/components';
import { Button, Icon } from '@/shared/ui';
import type { PacketStep } from './use-packet';

interface PrizeCardProps {
  packet: PacketView;
  step: PacketStep;
  /** Instead of the name of the campaign: 恭喜您，抢到了！ */
  title?: string | undefined;
}

/** What was won, how it stands, and the one next step. */
export function PrizeCard({ packet, step, title }: PrizeCardProps) {
  const lost = packet.state === 'lapsed';
  return (
    <View className={`prize${lost ? ' prize--off' : ''}`}>
      <View className="prize__title">{title ?? packet.campaignTitle}</View>
      <View className="prize__amount cb-num">{packet.amountText}</View>
      <View className="cb-row cb-row--gap cb-small">
        {packet.state === 'paid' || packet.state === 'given' ? (
          <Icon name="check" size={16} ink="green" />
        ) : null}
        {packet.kind === 'cash' ? `${packet.name} · ` : ''}
        {packet.stateLabel}
      </View>
      <View className="prize__text">{step.note ?? packet.text}</View>
      {step.words ? (
        <Button block kind="secondary" loading={step.busy} onClick={step.run}>
          {step.words}
        </Button>
      ) : null}
    </View>
  );
}
