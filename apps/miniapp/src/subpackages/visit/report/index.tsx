import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { Empty, HomeLink, ResourceView, Screen, SkeletonCard } from '@/shared/ui';
import { ReportCards } from '../components/report-card';
import '../visit.css';

export default function VisitReportPage() {
  const { id = '' } = useRouter().params;
  const { resource, reload } = useResource(`visit:${id}`, () => api.visit.detail({ params: { id } }));
  const nowMs = useNow();
  return (
    <Screen>
      <ResourceView
        resource={resource}
        skeleton={
          <View className="cb-stack">
            <SkeletonCard lines={6} />
            <SkeletonCard lines={4} />
          </View>
        }
        onRetry={reload}
      >
        {(visit) =>
          visit.report ? (
            <View className="cb-stack">
              <ReportCards
                report={visit.report}
                nowMs={nowMs}
                onBook={({ kind, note }) => go('booking.create', { vehicleId: visit.vehicleId, kind, note })}
              />
              <HomeLink />
            </View>
          ) : (
            <Empty icon="tyre" title="报告还没出来" note="技师检测签字后，您会在这里看到轮胎和刹车的状况。" />
          )
        }
      </ResourceView>
    </Screen>
  );
}
