import { View } from '@tarojs/components';
import { Card, ResourcePage } from '@/shared/ui';
import { IncludesLines } from '../components/includes-view';
import { useVisit } from '../components/use-visit';
import '../visit.css';

export default function VisitIncludesPage() {
  const { resource, reload } = useVisit();
  return (
    <ResourcePage
      resource={resource}
      bones={[8]}
      onRetry={reload}
      empty={({ includes, serviceName }) =>
        includes.items.length === 0 && includes.photos.length === 0 && includes.videoUrl === null
          ? { icon: 'wrench', title: serviceName, note: '具体做哪些项目，顾问会当面跟您说清楚。' }
          : null
      }
    >
      {(visit) => (
        <>
          <Card title={visit.serviceName}>
            <IncludesLines includes={visit.includes} />
          </Card>
          <View className="cb-small cb-muted visit-foot">
            每一项都会做到，可逐条核对；额外的项目，一定先问您。
          </View>
        </>
      )}
    </ResourcePage>
  );
}
