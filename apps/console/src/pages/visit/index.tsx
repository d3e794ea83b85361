import './visit.css';
import './visit-phone.css';
import { ApiError } from '@cheban/api-client';
import { Link, useParams } from 'react-router';
import { useMay } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { RatingPanel } from '../../features/rating/rating-panel.js';
import { stamp, whenWords } from '../../shared/format/time.js';
import { kmText, plateText } from '../../shared/format/words.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { PromiseClock } from '../../shared/ui/promise-clock.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { StepTag, Tag } from '../../shared/ui/tag.js';
import { BillPanel } from './bill-panel.js';
import { useVisit } from './queries.js';
import { ReportForm } from './report-form.js';
import { ReportView } from './report-view.js';
import { StepBar } from './step-bar.js';

export default function VisitPage() {
  const { id = '' } = useParams();
  const may = useMay();
  const query = useVisit(id);
  const visit = query.data;
  if (query.error instanceof ApiError && query.error.status === 404)
    return <NotFound what="没有找到这张工单" />;
  if (query.isError && !visit) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!visit) return <PageSkeleton blocks={[56, 120, 420]} />;
  const closed = visit.handedOverAt !== null;
  const reportOpen = !visit.report?.signedAt && !closed;
  return (
    <>
      <PageHead
        tab={plateText(visit.plate)}
        back={{ to: '/visits', label: '车间' }}
        title={
          <>
            {plateText(visit.plate)} <StepTag step={visit.step} />
            {visit.overdue && !closed && (
              <Tag tone="red" icon="alert">
                已超时
              </Tag>
            )}
          </>
        }
        sub={`${visit.model} · ${visit.serviceName} · ${whenWords(visit.arrivedAt)} 接车`}
        actions={!closed && <PromiseClock at={visit.promisedAt} />}
      />
      <StepBar visit={visit} />
      <div className="two-columns">
        <div className="stack">
          {reportOpen && may('report.sign') ? (
            <ReportForm key={visit.id} visit={visit} />
          ) : (
            <ReportView report={visit.report} />
          )}
          <BillPanel visit={visit} />
        </div>
        <div className="stack">
          <Panel title="接车单">
            <Facts
              rows={[
                [
                  '车主',
                  visit.ownerId && may('customer.read') ? (
                    <Link key="owner" to={`/owners/${visit.ownerId}?vehicle=${visit.vehicleId}`}>
                      {visit.ownerName}
                    </Link>
                  ) : (
                    visit.ownerName
                  ),
                ],
                ['手机', visit.phoneMasked],
                ['服务顾问', visit.advisorName],
                ['技师', visit.technicianName],
                ['里程', visit.mileageKm === null ? null : kmText(visit.mileageKm)],
                ['上次里程', visit.lastKm === null ? null : kmText(visit.lastKm)],
                ['油量 / 电量', visit.fuelPercent === null ? null : `${visit.fuelPercent}%`],
                ['车主描述', visit.ownerWords || null],
                ['车内物品', visit.belongings || null],
              ]}
            />
          </Panel>
          {visit.delays.length > 0 && (
            <Panel title="交车时间调整">
              <ul className="delays">
                {visit.delays.map((delay) => (
                  <li key={delay.at}>
                    <p>
                      改为 <strong className="num">{whenWords(delay.promisedAt)}</strong>
                    </p>
                    <p className="muted small">
                      {delay.reason}（{stamp(delay.at)}）
                    </p>
                  </li>
                ))}
              </ul>
              {visit.firstPromisedAt && (
                <p className="hint">最初承诺 {whenWords(visit.firstPromisedAt)}，准时以它为准。</p>
              )}
            </Panel>
          )}
          {visit.rating && <RatingPanel rating={visit.rating} />}
        </div>
      </div>
    </>
  );
}
