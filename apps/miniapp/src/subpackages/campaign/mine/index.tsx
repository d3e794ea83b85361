import { View } from '@tarojs/components';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { sayAgo } from '@/shared/format/when';
import { go } from '@/shared/nav/go';
import type { Tone } from '@/shared/theme/palette';
import { Card, ListPage, Tag } from '@/shared/ui';

const empty = {
  icon: 'gift',
  title: '还没有抢到红包',
  note: '下一波开抢前，首页会提前告诉您。',
  action: { label: '回首页看看', onClick: () => go('home') },
} as const;

const tones = {
  won: 'brand',
  held: 'amber',
  waiting: 'amber',
  given: 'green',
  confirming: 'amber',
  paid: 'green',
  lapsed: 'neutral',
  withdrawn: 'neutral',
} as const satisfies Record<string, Tone>;

/** My packets, the latest first, each with how its money stands. */
export default function MyPacketsPage() {
  const list = useList('packets', (cursor) => api.campaign.myPackets({ query: { cursor, limit: 20 } }));
  const nowMs = useNow();
  return (
    <ListPage list={list} empty={empty}>
      {(packet) => (
        <Card key={packet.id} onClick={() => go('campaign.packet', { id: packet.id })}>
          <View className="cb-row cb-row--between cb-row--gap">
            <View className="cb-title cb-grow cb-num">{packet.amountText}</View>
            <Tag tone={tones[packet.state]}>{packet.stateLabel}</Tag>
          </View>
          <View className="cb-small cb-muted">
            {packet.campaignTitle} · {sayAgo(packet.wonAt, nowMs)}
          </View>
          <View className="cb-small">{packet.text}</View>
        </Card>
      )}
    </ListPage>
  );
}
