import './call.css';
import { type FollowUpOutcome, followUpKindLabel, talkQuestions } from '@cheban/contracts/constants';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { whenWords } from '../../shared/format/time.js';
import { plateText } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { Icon } from '../../shared/ui/icon.js';
import { Layer } from '../../shared/ui/layer.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { NewBookingLayer } from '../booking/on-demand.js';
import { useColleaguesFor } from '../store/queries.js';
import { type Call, CallCars, CallTries } from './call-parts.js';
import { CancelCallDialog } from './cancel-call-dialog.js';
import { DialButton } from './dial-button.js';
import { callLook, mayNoteBooking, outcomeOrder, stateWords, wordsOf } from './outcome.js';
import { OutcomeButton, OutcomeForm } from './outcome-form.js';
import { callAreas, useCall } from './queries.js';

function Assign({ call }: { call: Call }) {
  const colleagues = useColleaguesFor(call.storeId, 'task.manage');
  const assign = useSubmit(api.followUp.assign, { refresh: callAreas, success: '已分派' });
  const known = colleagues.some(({ id }) => id === call.assigneeId);
  return (
    <Select
      size="small"
      aria-label={wordsOf(call.kind).who}
      data-testid="call-assign"
      style={{ minWidth: 120 }}
      loading={assign.isPending}
      value={call.assigneeId ?? ''}
      options={[
        { value: '', label: '还没分派' },
        ...(call.assigneeId && !known
          ? [{ value: call.assigneeId, label: call.assigneeName ?? '其他同事' }]
          : []),
        ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) =>
        assign.mutate({ params: { id: call.id }, body: { assigneeId: id || null, seen: call.assigneeId } })
      }
    />
  );
}

function Head({ call, editable }: { call: Call; editable: boolean }) {
  return (
    <section>
      <p className="call-who">
        <Link to={`/owners/${call.ownerId}${call.vehicleId ? `?vehicle=${call.vehicleId}` : ''}`}>
          {call.ownerName}
        </Link>
        <Tag {...callLook[call.state]}>{stateWords(call)}</Tag>
        {call.overdue && (
          <Tag tone="red" icon="alert">
            已逾期
          </Tag>
        )}
      </p>
      <p className="muted">
        {[call.vehicleId && plateText(call.plate), call.model, followUpKindLabel[call.kind]]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p className="small muted">
        {call.closedAt ? `${whenWords(call.closedAt)} 结束` : `${whenWords(call.dueAt)} 前完成`}
        {` · ${call.bestTimeText}`}
      </p>
      <div className="row-gap small call-assign">
        <span className="muted">{wordsOf(call.kind).who}</span>
        {editable ? <Assign call={call} /> : (call.assigneeName ?? '还没分派')}
      </div>
    </section>
  );
}

/** What the owner said face to face. */
function Said({ answers }: { answers: NonNullable<Call['answers']> }) {
  return (
    <section data-testid="talk-said">
      <h3 className="call-head">车主的回答</h3>
      <dl className="talk-said">
        <dt>{talkQuestions.satisfaction}</dt>
        <dd className="num strong">{answers.satisfaction} 分</dd>
        <dt>{talkQuestions.improve}</dt>
        <dd>{answers.improve || '没有说'}</dd>
        <dt>{talkQuestions.other}</dt>
        <dd>{answers.other || '没有说'}</dd>
      </dl>
    </section>
  );
}

function Outcomes({ call, onPick }: { call: Call; onPick(outcome: FollowUpOutcome): void }) {
  const allowed = outcomeOrder.filter((outcome) => call.outcomes.includes(outcome));
  return (
    <div className="call-outcomes">
      {allowed.map((outcome) => (
        <OutcomeButton key={outcome} outcome={outcome} onPick={onPick} />
      ))}
    </div>
  );
}

/** One call: whom, why, what to say, the number, and how it went. `null` closes the drawer. */
export function CallLayer({ id, onClose }: { id: string | null; onClose(): void }) {
  const may = useMay();
  const query = useCall(id);
  const [picked, setPicked] = useState<{ call: string; outcome: FollowUpOutcome } | null>(null);
  const [booking, setBooking] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const call = query.data;
  const active = call !== undefined && call.outcomes.length > 0;
  const editable = may('task.manage');
  const outcome = picked && picked.call === id ? picked.outcome : null;
  const car = call?.vehicleId && call.model !== null ? call : null;
  // The layer stays where it is when it closes; the form in it says itself when it was refused.
  const unsaved = useUnsaved(null);
  const pickAgain = () => {
    unsaved.onHandedIn();
    setPicked(null);
  };
  const close = () => {
    pickAgain();
    onClose();
  };
  return (
    <Layer
      open={id !== null}
      title={call?.title ?? '回访任务'}
      width={520}
      testId="call-layer"
      onClose={() => unsaved.leave(close)}
      footer={
        call && (
          <div className="layer-actions">
            {editable && active && (
              <Button onClick={() => setCancelling(true)}>{wordsOf(call.kind).drop}</Button>
            )}
            {may('booking.manage') && car && (
              <Button
                className="push"
                icon={<Icon name="calendar" />}
                data-testid="call-book"
                onClick={() => setBooking(true)}
              >
                替车主预约
              </Button>
            )}
          </div>
        )
      }
    >
      {query.isError && !call && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && id !== null && <PageSkeleton blocks={[72, 120, 160]} />}
      {call && (
        <div className="stack">
          <Head call={call} editable={editable && active} />
          {call.quietUntil && (
            <p className="call-quiet" role="alert">
              车主在 {whenWords(call.quietUntil)} 前请勿打扰。确有必要再打，开口先致歉。
            </p>
          )}
          {active && <DialButton key={call.id} of={call} reason={`回访任务：${call.title}`} />}
          <section>
            <h3 className="call-head">{wordsOf(call.kind).why}</h3>
            <p>{call.why}</p>
          </section>
          <section>
            <h3 className="call-head">这样说</h3>
            <ol className="call-script" data-testid="call-script">
              {call.script.map((line, index) => (
                <li key={`${index.toString()}-${line}`}>{line}</li>
              ))}
            </ol>
          </section>
          {editable && active && !outcome && (
            <section>
              <h3 className="call-head">{wordsOf(call.kind).how}</h3>
              <Outcomes call={call} onPick={(next) => setPicked({ call: call.id, outcome: next })} />
            </section>
          )}
          {editable && outcome && (active || (outcome === 'booked' && mayNoteBooking(call))) && (
            <OutcomeForm
              key={outcome}
              call={call}
              outcome={outcome}
              onBook={car && may('booking.manage') ? () => setBooking(true) : undefined}
              unsaved={unsaved}
              onBack={() => unsaved.leave(pickAgain)}
              onDone={pickAgain}
            />
          )}
          {call.answers && <Said answers={call.answers} />}
          {!active && call.closeReason && (
            <p className="call-closed">
              {call.closeReason}
              {call.bookingId && <Link to={`/my-day?booking=${call.bookingId}`}>看预约</Link>}
              {call.caseId && (
                <Link to={`/cases/${call.caseId}`} data-testid="call-case">
                  看投诉单
                </Link>
              )}
            </p>
          )}
          <CallCars call={call} />
          <CallTries tries={call.tries} kind={call.kind} />
        </div>
      )}
      {call && car && (
        <NewBookingLayer
          open={booking}
          storeId={call.storeId}
          car={{
            ownerId: call.ownerId,
            vehicleId: call.vehicleId ?? '',
            ownerName: call.ownerName,
            plate: call.plate,
            model: call.model ?? '',
          }}
          onClose={() => {
            setBooking(false);
            void query.refetch();
          }}
        />
      )}
      {call && cancelling && (
        <CancelCallDialog id={call.id} title={wordsOf(call.kind).drop} onClose={() => setCancelling(false)} />
      )}
    </Layer>
  );
}
