import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { forgetResources } from '@/shared/data/use-resource';
import { useSubmit } from '@/shared/data/use-submit';
import { go } from '@/shared/nav/go';
import { Button, Empty, HomeLink, More, ResourceView, Screen, SkeletonCard, toast } from '@/shared/ui';
import { HistoryList } from '../components/history-list';
import { PartSheet } from '../components/part-sheet';
import '../vehicle.css';

const skeleton = (
  <View className="cb-stack">
    <SkeletonCard lines={2} />
    <SkeletonCard lines={2} />
    <SkeletonCard lines={2} />
  </View>
);

/** Everything that was done to the car, newest first. */
export default function HistoryPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload, more, loadMore } = useList(`history:${id}`, (cursor) =>
    api.owner.serviceHistory({ params: { id }, query: { cursor, limit: 20 } }),
  );
  const [parting, setParting] = useState(false);
  const { busy, problem, say, submit } = useSubmit();
  const part = () =>
    submit(async (keyFor) => {
      const request = { params: { id } };
      await api.owner.partFromVehicle(request, { idempotencyKey: keyFor(request) });
      forgetResources();
      toast('已移出车库', 'success');
      go('mine');
    });
  const sold = (
    <Button
      block
      kind="quiet"
      size="medium"
      onClick={() => {
        say(null);
        setParting(true);
      }}
    >
      车卖了，移出车库
    </Button>
  );
  return (
    <Screen>
      <ResourceView resource={resource} skeleton={skeleton} onRetry={reload}>
        {(items) =>
          items.length === 0 ? (
            <>
              <Empty
                icon="document"
                title="还没有服务记录"
                note="第一次到店之后，保养和维修都会记在这里。"
                action={{ label: '预约到店', onClick: () => go('booking.create', { vehicleId: id }) }}
              />
              {sold}
            </>
          ) : (
            <View className="cb-stack">
              <HistoryList items={items} onOpen={(visitId) => go('visit.detail', { id: visitId })} />
              <More state={more} onMore={loadMore} />
              {sold}
              <HomeLink />
            </View>
          )
        }
      </ResourceView>
      <PartSheet
        open={parting}
        busy={busy}
        problem={problem}
        onPart={() => void part()}
        onClose={() => setParting(false)}
      />
    </Screen>
  );
}
