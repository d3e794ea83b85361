import { ResourcePage } from '@/shared/ui';
import { RecordCards } from '../components/record-cards';
import { useVisit } from '../components/use-visit';
import '../visit.css';

export default function VisitRecordPage() {
  const { resource, reload } = useVisit();
  return (
    <ResourcePage resource={resource} bones={[3, 4]} onRetry={reload} empty={() => null}>
      {(visit) => <RecordCards visit={visit} />}
    </ResourcePage>
  );
}
