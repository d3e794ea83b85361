import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { sayInstant } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import { PrizeCard } from '@/shared/prize/prize-card';
import { usePrize } from '@/shared/prize/use-prize';
import { Card, Cell, ResourcePage } from '@/shared/ui';

/** One packet of mine and the next step to take. */
export default function PacketPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`packet:${id}`, () => api.campaign.myPacket({ params: { id } }));
  const step = usePrize(resource.data ?? null, reload);
  const nowMs = useNow();
  return (
    <ResourcePage resource={resource} bones={[5]} onRetry={reload} empty={() => null}>
      {(packet) => (
        <>
          <PrizeCard festive prize={packet} step={step} title={packet.campaignTitle} />
          <Card flush>
            <Cell icon="clock" title="抢到时间" value={sayInstant(packet.wonAt, nowMs)} />
            {packet.until ? (
              <Cell icon="hourglass" title="请在此前领取" value={sayInstant(packet.until, nowMs)} />
            ) : null}
            <Cell
              icon="gift"
              title={packet.campaignTitle}
              note={`第 ${packet.wave} 波`}
              onClick={() => go('campaign.wave', { id: packet.campaignId, wave: String(packet.wave) })}
            />
          </Card>
        </>
      )}
    </ResourcePage>
  );
}
