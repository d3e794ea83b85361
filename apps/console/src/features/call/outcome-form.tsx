import {
  elsewhereReasonLabel,
  elsewhereReasons,
  type FollowUpOutcome,
  followUpOutcomeLabel,
  laterDays,
} from '@cheban/contracts/constants';
import { Button, Form, Input, Segmented } from 'antd';
import { api } from '../../app/api.js';
import { addDays, instantAt, today, whenWords } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import type { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import type { Call } from './call-parts.js';
import { attemptOf, type OutcomeFields, outcomeHint, wordsOf } from './outcome.js';
import { callAreas } from './queries.js';
import { ComplaintFields, noneChosen, TalkFields } from './talk-fields.js';

const loud: readonly FollowUpOutcome[] = ['booked', 'reached', 'met'];

/** One way a call may end. */
export function OutcomeButton({
  outcome,
  onPick,
}: {
  outcome: FollowUpOutcome;
  onPick(outcome: FollowUpOutcome): void;
}) {
  return (
    <Button
      className={loud.includes(outcome) ? 'accent-button' : ''}
      danger={outcome === 'complaint'}
      title={outcomeHint[outcome]}
      data-testid={`call-outcome-${outcome}`}
      onClick={() => onPick(outcome)}
    >
      {followUpOutcomeLabel[outcome]}
    </Button>
  );
}

function CallBackField({
  value,
  label,
  onChange,
}: {
  value?: string;
  label: string;
  onChange?: (iso: string) => void;
}) {
  const chips: [string, string][] = [
    ['今天 17:00', instantAt(today(), '17:00')],
    ['明天 10:00', instantAt(addDays(today(), 1), '10:00')],
    ['明天 15:00', instantAt(addDays(today(), 1), '15:00')],
    ['3 天后 10:00', instantAt(addDays(today(), 3), '10:00')],
  ];
  return (
    <div className="instant-field">
      <div className="chips">
        {chips.map(([label, iso]) => (
          <Button
            key={label}
            size="small"
            type={value === iso ? 'primary' : 'default'}
            onClick={() => onChange?.(iso)}
          >
            {label}
          </Button>
        ))}
      </div>
      <InstantField
        label={label}
        steps={[60, 120]}
        {...(value && { value })}
        {...(onChange && { onChange })}
      />
    </div>
  );
}

function Extra({ outcome, call }: { outcome: FollowUpOutcome; call: Call }) {
  switch (outcome) {
    case 'call_back':
      return (
        <Form.Item name="nextAt" label="什么时候再打" rules={[{ required: true, message: '请选择时间' }]}>
          <CallBackField label="再打的时间" />
        </Form.Item>
      );
    case 'put_off':
      return (
        <Form.Item name="nextAt" label="改到什么时候" rules={[{ required: true, message: '请选择时间' }]}>
          <CallBackField label="面访的时间" />
        </Form.Item>
      );
    case 'met':
      return <TalkFields />;
    case 'later':
      return (
        <Form.Item name="days" label="过多久再提醒">
          <Segmented options={laterDays.map((value) => ({ value, label: `${value} 天` }))} />
        </Form.Item>
      );
    case 'done_elsewhere':
      return (
        <>
          <Form.Item name="on" label="哪天办的" rules={[{ required: true, message: '请选择日期' }]}>
            <DateField placeholder="办理日期" />
          </Form.Item>
          <Form.Item
            name="reason"
            label="为什么在别处"
            rules={[{ required: true, message: '请选择原因' }]}
            getValueProps={noneChosen}
          >
            <Segmented
              options={elsewhereReasons.map((value) => ({ value, label: elsewhereReasonLabel[value] }))}
            />
          </Form.Item>
        </>
      );
    case 'complaint':
      return <ComplaintFields />;
    case 'booked': {
      const bookingId = bookingOf(call);
      return bookingId ? <p className="call-booked">预约已经记在系统里，补一句话就好。</p> : null;
    }
    default:
      return null;
  }
}

const bookingOf = (call: Call): string | null =>
  call.bookingId ??
  call.cars.find((car) => call.vehicleId === null || car.id === call.vehicleId)?.openBookingId ??
  null;

/** What a chosen outcome still needs, and the button that writes the try down. */
export function OutcomeForm({
  call,
  outcome,
  unsaved,
  onBook,
  onBack,
  onDone,
}: {
  call: Call;
  outcome: FollowUpOutcome;
  /** Of the layer around it. */
  unsaved: Pick<ReturnType<typeof useUnsaved>, 'onTyped' | 'onHandedIn'>;
  onBook?: (() => void) | undefined;
  onBack(): void;
  onDone(): void;
}) {
  const [form] = Form.useForm<OutcomeFields>();
  const attempt = useSubmit(api.followUp.attempt, {
    refresh: callAreas,
    success: (view) =>
      view.outcomes.length > 0 ? `已记下，${whenWords(view.nextAt)} 再提醒` : '已记下，任务完成',
    quiet: true,
    onSuccess: onDone,
    onError: unsaved.onTyped,
  });
  useFieldErrors(form, attempt.error);
  const booked = bookingOf(call);
  function submit(fields: OutcomeFields) {
    const body = attemptOf(outcome, fields, call.attempts, booked);
    if (!body) return;
    unsaved.onHandedIn();
    attempt.mutate({ params: { id: call.id }, body });
  }
  const wantsBooking = outcome === 'booked' && booked === null && onBook;
  return (
    <section className="call-form" data-testid="call-form">
      <p className="call-form-top">
        <strong>{followUpOutcomeLabel[outcome]}</strong>
        <button type="button" className="plain-button" onClick={onBack}>
          换一个结果
        </button>
      </p>
      <p className="hint">{outcomeHint[outcome]}</p>
      <Form<OutcomeFields>
        form={form}
        layout="vertical"
        initialValues={{ days: 30, level: 'normal', on: today() }}
        onValuesChange={unsaved.onTyped}
        onFinish={submit}
      >
        <Extra outcome={outcome} call={call} />
        <Form.Item name="note" label={wordsOf(call.kind).note}>
          <Input.TextArea rows={2} maxLength={500} data-testid="call-note" />
        </Form.Item>
        <FormError error={attempt.error} />
        <div className="layer-actions">
          {wantsBooking && (
            <Button type="primary" data-testid="call-form-book" onClick={onBook}>
              先替车主约好
            </Button>
          )}
          <Button
            type={wantsBooking ? 'default' : 'primary'}
            htmlType="submit"
            className="push"
            data-testid="call-submit"
            loading={attempt.isPending}
          >
            {wantsBooking ? '车主自己约，只记下' : '记下结果'}
          </Button>
        </div>
      </Form>
    </section>
  );
}
