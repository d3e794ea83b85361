import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { HomeLink, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { RecordCards } from '../components/record-cards';
import '../visit.css';

export default function VisitRecordPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${id}`, () => api.visit.detail({ params: { id } }));
  return (
    <Screen>
      <ResourceView
        resource={resource}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={3} />
            <SkeletonCard lines={4} />
          </View>
        }
        onRetry={reload}
      >
        {(visit) => (
          <View className="cb-stack">
            <RecordCards visit={visit} />
            <HomeLink />
          </View>
        )}
      </ResourceView>
    </Screen>
  );
}
