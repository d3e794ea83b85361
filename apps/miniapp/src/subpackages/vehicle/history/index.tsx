import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { go } from '@/shared/nav/go';
import { Empty, HomeLink, More, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { HistoryList } from '../components/history-list';
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
  return (
    <Screen>
      <ResourceView resource={resource} skeleton={skeleton} onRetry={reload}>
        {(items) =>
          items.length === 0 ? (
            <Empty
              icon="document"
              title="还没有服务记录"
              note="第一次到店之后，保养和维修都会记在这里。"
              action={{ label: '预约到店', onClick: () => go('booking.create', { vehicleId: id }) }}
            />
          ) : (
            <View className="cb-stack">
              <HistoryList items={items} onOpen={(visitId) => go('visit.detail', { id: visitId })} />
              <More state={more} onMore={loadMore} />
              <HomeLink />
            </View>
          )
        }
      </ResourceView>
    </Screen>
  );
}
