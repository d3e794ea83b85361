import './cases.css';
import { ApiError } from '@cheban/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { RatingPanel } from '../../features/rating/rating-panel.js';
import { stamp, whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { CaseTag, LevelTag } from '../../shared/ui/tag.js';
import { SlaClock } from './sla-clock.js';
import { StepForm } from './step-form.js';

export default function CasePage() {
  const { id = '' } = useParams();
  const may = useMay();
  const query = useQuery({
    queryKey: ['case', id],
    queryFn: () => api.case.detail({ params: { id } }),
  });
  if (query.error instanceof ApiError && query.error.status === 404)
    return <NotFound what="没有找到这张投诉单" />;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const entry = query.data;
  if (!entry) return <PageSkeleton blocks={[56, 320]} />;
  return (
    <>
      <PageHead
        tab={entry.title}
        back={{ to: '/cases', label: '投诉' }}
        title={
          <>
            {entry.title} <CaseTag state={entry.state} /> <LevelTag level={entry.level} />
          </>
        }
        sub={`${entry.ownerName} · ${plateText(entry.plate)} · ${whenShort(entry.openedAt)} 发起`}
        actions={<SlaClock entry={entry} />}
      />
      <div className="two-columns">
        <div className="stack">
          {may('case.manage') && entry.nextStates.length > 0 && <StepForm key={entry.id} entry={entry} />}
          <Panel title="处理过程">
            <ol className="steps">
              {[...entry.steps].reverse().map((step, index) => (
                <li key={`${step.at}-${index.toString()}`}>
                  <p className="row-gap">
                    <strong>{step.by}</strong>
                    {step.state && <CaseTag state={step.state} />}
                    <span className="small faint num">{stamp(step.at)}</span>
                  </p>
                  <p className="step-text">{step.text}</p>
                </li>
              ))}
              <li>
                <p className="row-gap">
                  <strong>投诉建单</strong>
                  <span className="small faint num">{stamp(entry.openedAt)}</span>
                </p>
              </li>
            </ol>
          </Panel>
        </div>
        <div className="stack">
          <Panel title="情况">
            <Facts
              rows={[
                [
                  '车主',
                  may('customer.read') ? (
                    <Link key="owner" to={`/owners/${entry.ownerId}`}>
                      {entry.ownerName}
                    </Link>
                  ) : (
                    entry.ownerName
                  ),
                ],
                ['车牌', plateText(entry.plate)],
                ['负责人', entry.assigneeName ?? <span className="text-red">未指派</span>],
                [
                  '工单',
                  entry.visitId && may('visit.read') ? (
                    <Link key="visit" to={`/visits/${entry.visitId}`}>
                      查看工单
                    </Link>
                  ) : (
                    '没有关联工单'
                  ),
                ],
                ...(entry.closeReason ? ([['关闭原因', entry.closeReason]] as const) : []),
              ]}
            />
          </Panel>
          {entry.rating && <RatingPanel rating={entry.rating} />}
        </div>
      </div>
    </>
  );
}
