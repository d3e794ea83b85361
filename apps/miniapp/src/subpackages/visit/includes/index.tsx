import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { Card, Empty, HomeLink, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { IncludesLines } from '../components/includes-view';
import '../visit.css';

export default function VisitIncludesPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${id}`, () => api.visit.detail({ params: { id } }));
  return (
    <Screen>
      <ResourceView
        resource={resource}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={8} />
          </View>
        }
        onRetry={reload}
      >
        {(visit) =>
          visit.includes.items.length === 0 && visit.includes.photos.length === 0 ? (
            <Empty icon="wrench" title={visit.serviceName} note="具体做哪些项目，顾问会当面跟您说清楚。" />
          ) : (
            <View className="cb-stack">
              <Card title={visit.serviceName}>
                <IncludesLines includes={visit.includes} />
              </Card>
              <View className="cb-small cb-muted visit-foot">
                每一项都会做到，您可以逐条核对；额外的项目，一定先问您。
              </View>
              <HomeLink />
            </View>
          )
        }
      </ResourceView>
    </Screen>
  );
}
