import './visit.css';
import './visit-phone.css';
import './visit-extras.css';
import './inspection.css';
import { ApiError } from '@cheban/api-client';
import { declinedWorkStateLabel } from '@cheban/contracts/constants';
import { useParams } from 'react-router';
import { useMay } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { RatingPanel } from '../../features/rating/rating-panel.js';
import { dayWords, stamp, whenWords } from '../../shared/format/time.js';
import { plateText, yuan } from '../../shared/format/words.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { PromiseClock } from '../../shared/ui/promise-clock.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { StepTag, Tag } from '../../shared/ui/tag.js';
import { BillPanel } from './bill-panel.js';
import { CheckInPanel } from './check-in-panel.js';
import { CorrectionsPanel } from './corrections-panel.js';
import { useVisit } from './queries.js';
import { QuotesPanel } from './quotes-panel.js';
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
        actions={!closed && visit.readyAt === null && <PromiseClock at={visit.promisedAt} />}
      />
      <StepBar visit={visit} />
      <div className="two-columns">
        <div className="stack">
          {reportOpen && may('report.sign') ? (
            <ReportForm key={visit.id} visit={visit} />
          ) : (
            <ReportView report={visit.report} />
          )}
          <QuotesPanel visit={visit} />
          <BillPanel visit={visit} />
          <CorrectionsPanel corrections={visit.corrections} />
          {visit.declinedWork.length > 0 && (
            <Panel title={`车主暂未做的项目 ${visit.declinedWork.length}`}>
              <ul className="quotes">
                {visit.declinedWork.map((work) => (
                  <li key={work.id}>
                    <div className="card-top">
                      <strong>{work.title}</strong>
                      <Tag tone={work.state === 'open' ? 'amber' : 'grey'}>
                        {declinedWorkStateLabel[work.state]}
                      </Tag>
                    </div>
                    <p className="muted">
                      {yuan(work.amountFen)}
                      {work.chaseOn && ` · ${dayWords(work.chaseOn)} 再提醒车主`}
                      {!work.answered && ' · 离店时车主未答复'}
                    </p>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
        </div>
        <div className="stack">
          <CheckInPanel visit={visit} />
          {visit.brokenPromise && (
            <Panel title="准时承诺未兑现">
              <Facts
                rows={[
                  ['承诺时间', whenWords(visit.brokenPromise.promisedAt)],
                  ['原因', visit.brokenPromise.reason],
                  ['补偿', visit.brokenPromise.payTitle ?? '不补偿'],
                ]}
              />
            </Panel>
          )}
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
