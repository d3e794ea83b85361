import './cases.css';
import type { CaseDetail } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { OwnerName } from '../../features/owner/owner-name.js';
import { PhotoStrip } from '../../features/photo/photo-strip.js';
import { RatingPanel } from '../../features/rating/rating-panel.js';
import { stamp, whenShort } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { Facts, PageHead, Panel } from '../../shared/ui/page.js';
import { CaseTag, LevelTag } from '../../shared/ui/tag.js';
import { CausesField } from './causes-field.js';
import { MakeGoodPanel } from './make-good-panel.js';
import { OwnerWord } from './owner-word.js';
import { SlaClock } from './sla-clock.js';
import { SlaLine } from './sla-line.js';
import { StepForm } from './step-form.js';

export default function CasePage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['case', id],
    queryFn: () => api.case.detail({ params: { id } }),
  });
  return (
    <Loaded query={query} missing="没有找到这张投诉单" blocks={[56, 320]}>
      {(entry) => <Case key={entry.id} entry={entry} />}
    </Loaded>
  );
}

function Case({ entry }: { entry: CaseDetail }) {
  const may = useMay();
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
          <OwnerWord entry={entry} />
          {may('case.manage') && entry.nextStates.length > 0 && (
            <StepForm key={`${entry.id}-${entry.closedAt === null}`} entry={entry} />
          )}
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
                  <PhotoStrip photos={step.photos.map((photo) => ({ photo, caption: '证据照片' }))} />
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
          {!entry.closedAt && (
            <Panel title="答复时限" extra={<span className="small">按营业时间计</span>}>
              <SlaLine entry={entry} />
            </Panel>
          )}
          <MakeGoodPanel entry={entry} />
          <Panel title="什么原因" extra={<Link to="/improvements">改进</Link>}>
            <CausesField entry={entry} editable={may('case.manage')} />
          </Panel>
          <Panel title="情况">
            <Facts
              rows={[
                [
                  '车主',
                  <OwnerName key="owner" ownerId={entry.ownerId}>
                    {entry.ownerName}
                  </OwnerName>,
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
