import { useNow } from '@/shared/data/use-now';
import { go } from '@/shared/nav/go';
import { ResourcePage } from '@/shared/ui';
import { ReportCards } from '../components/report-card';
import { useVisit } from '../components/use-visit';
import '../visit.css';

const empty = {
  icon: 'tyre',
  title: '报告还没出来',
  note: '技师检测签字后，您会在这里看到轮胎和刹车的状况。',
} as const;

export default function VisitReportPage() {
  const { resource, reload } = useVisit();
  const nowMs = useNow();
  return (
    <ResourcePage
      resource={resource}
      bones={[6, 4]}
      onRetry={reload}
      empty={({ report }) => (report ? null : empty)}
    >
      {({ report, vehicleId }) =>
        report && (
          <ReportCards
            report={report}
            nowMs={nowMs}
            onBook={({ kind, note }) => go('booking.create', { vehicleId, kind, note })}
          />
        )
      }
    </ResourcePage>
  );
}
