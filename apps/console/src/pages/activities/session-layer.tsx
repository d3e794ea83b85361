import type { StaffActivityView, StaffSessionView } from '@cheban/contracts';
import { MOST_GUESTS } from '@cheban/contracts/constants';
import { Alert, Button, Form, Input, InputNumber } from 'antd';
import { api } from '../../app/api.js';
import { activityAreas } from '../../features/activity/queries.js';
import {
  formOf,
  instantsOf,
  type SessionForm,
  sessionWhen,
  timeProblem,
} from '../../features/activity/session-words.js';
import { partiesOf } from '../../features/activity/told.js';
import { serverNow } from '../../shared/format/now.js';
import { addDays, clockOf, dateOfInstant, plusMinutes, today, whenWords } from '../../shared/format/time.js';
import { eitherOf, useSubmit } from '../../shared/hooks/use-submit.js';
import { ClockField } from '../../shared/ui/clock-field.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormLayer } from '../../shared/ui/form-layer.js';

type Fields = SessionForm & { seats: number; maxGuests: number; note?: string; times?: number };
const MOST_TIMES = 12;

/** Same time a week after the last session, else in a week. */
function suggestion(activity: StaffActivityView): Fields {
  const last = activity.sessions.at(-1);
  if (last) {
    const form = formOf(last);
    const weeks = Math.max(1, Math.ceil((serverNow() - Date.parse(last.startsAt)) / (7 * 86_400_000)));
    const later = formOf(instantsOf(form, weeks));
    return { ...later, seats: last.seats, maxGuests: last.maxGuests, times: 1 };
  }
  const on = addDays(today(), 7);
  return {
    on,
    from: '14:00',
    to: '15:30',
    daysLong: 0,
    untilOn: addDays(on, -1),
    untilClock: '18:00',
    seats: 20,
    maxGuests: 1,
    times: 1,
  };
}

/** Adds sessions, once or every week, or changes one; a change that people notice says how many are told. */
export function SessionLayer({
  activity,
  session,
  onClose,
}: {
  activity: StaffActivityView;
  session: StaffSessionView | null;
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const values = Form.useWatch([], { form, preserve: true }) as Fields | undefined;
  const initial: Fields = session
    ? { ...formOf(session), seats: session.seats, maxGuests: session.maxGuests, note: '' }
    : suggestion(activity);
  const now = { ...initial, ...values };
  const filled = Boolean(now.on && now.from && now.to && now.untilOn && now.untilClock);
  const times = filled ? instantsOf(now) : null;
  const problem = times ? timeProblem(times, serverNow()) : null;
  const moved =
    session !== null &&
    times !== null &&
    (times.startsAt !== session.startsAt || times.endsAt !== session.endsAt);
  const told = session ? partiesOf([session]) : 0;
  const isNews = moved || Boolean(now.note?.trim());
  const add = useSubmit(api.staffActivity.addSession, { refresh: activityAreas, quiet: true });
  const change = useSubmit(api.staffActivity.changeSession, {
    refresh: activityAreas,
    success: isNews && told > 0 ? `已保存，正在通知 ${told} 组车主` : '已保存',
    quiet: true,
    onSuccess: onClose,
  });

  async function submit(fields: Fields) {
    if (problem) {
      form.setFields([{ name: problem.field, errors: [problem.text] }]);
      return;
    }
    const { seats, maxGuests } = fields;
    const whole = { ...initial, ...fields };
    if (session) {
      const body = { ...instantsOf(whole), seats, maxGuests, note: fields.note?.trim() ?? '' };
      change.mutate({ params: { id: session.id }, body });
      return;
    }
    try {
      for (let week = 0; week < (fields.times ?? 1); week += 1)
        await add.mutateAsync({
          params: { id: activity.id },
          body: { ...instantsOf(whole, week), seats, maxGuests },
        });
      onClose();
    } catch {
      // Shown by the form; the sessions before it are there and can be seen behind.
    }
  }

  const until = (iso: string) =>
    form.setFieldsValue({ untilOn: dateOfInstant(iso), untilClock: clockOf(iso) });
  const needed = [{ required: true, message: '请填写' }];
  const many = (now.times ?? 1) > 1;
  return (
    <FormLayer<Fields>
      title={session ? '修改场次' : '加场次'}
      okText={
        session
          ? isNews && told > 0
            ? `保存并通知 ${told} 组车主`
            : '保存'
          : many
            ? `加 ${now.times} 场`
            : '加这一场'
      }
      form={form}
      initialValues={initial}
      submit={eitherOf(add, change)}
      layerTestId="session-layer"
      testId="session-save"
      onClose={onClose}
      onFinish={(fields) => void submit(fields)}
      onValuesChange={() =>
        form.setFields(['on', 'to', 'untilOn'].map((name) => ({ name: name as 'on', errors: [] })))
      }
    >
      <div className="session-line">
        <Form.Item name="on" label="哪一天" rules={needed}>
          <DateField placeholder="哪一天" />
        </Form.Item>
        <Form.Item name="from" label="开始" rules={needed}>
          <ClockField label="开始时间" />
        </Form.Item>
        <Form.Item name="to" label={now.daysLong > 0 ? `${now.daysLong} 天后结束` : '结束'} rules={needed}>
          <ClockField label="结束时间" />
        </Form.Item>
      </div>
      <div className="session-line two">
        <Form.Item name="untilOn" label="报名截止" rules={needed}>
          <DateField placeholder="报名截止日期" />
        </Form.Item>
        <Form.Item name="untilClock" label="时间" rules={needed}>
          <ClockField label="报名截止时间" />
        </Form.Item>
      </div>
      {times && (
        <div className="chips session-chips">
          <Button size="small" onClick={() => until(plusMinutes(times.startsAt, -60))}>
            开始前 1 小时
          </Button>
          <Button
            size="small"
            onClick={() => form.setFieldsValue({ untilOn: addDays(now.on, -1), untilClock: '18:00' })}
          >
            前一天 18:00
          </Button>
          <Button
            size="small"
            onClick={() => form.setFieldsValue({ untilOn: addDays(now.on, -3), untilClock: '18:00' })}
          >
            提前三天
          </Button>
        </div>
      )}
      <div className="session-line two">
        <Form.Item
          name="seats"
          label="名额（含同行的人）"
          rules={needed}
          extra={
            session && session.seats - session.seatsLeft > 0
              ? `已占 ${session.seats - session.seatsLeft} 个`
              : undefined
          }
        >
          <InputNumber
            min={1}
            max={2_000}
            precision={0}
            suffix="人"
            style={{ width: '100%' }}
            data-testid="session-seats"
          />
        </Form.Item>
        <Form.Item name="maxGuests" label="每位车主最多带" rules={needed}>
          <InputNumber min={0} max={MOST_GUESTS} precision={0} suffix="人" style={{ width: '100%' }} />
        </Form.Item>
      </div>
      {session ? (
        <Form.Item name="note" label="给报名车主的说明（可不填）" extra="写了说明，即使时间没变也会通知。">
          <Input maxLength={100} showCount placeholder="例如：请从 2 号门进" data-testid="session-note" />
        </Form.Item>
      ) : (
        <Form.Item
          name="times"
          label="每周同一时间，共几场"
          extra={many ? `最后一场 ${lastWords(now)}` : '只办一次就填 1'}
        >
          <InputNumber min={1} max={MOST_TIMES} precision={0} suffix="场" style={{ width: 140 }} />
        </Form.Item>
      )}
      {session && moved && (
        <Alert
          type={told > 0 ? 'warning' : 'info'}
          showIcon
          title={`改为 ${times ? sessionWhen(times) : ''}`}
          description={
            told > 0
              ? `已报名和候补的 ${told} 组车主会马上收到变更通知，提醒时间跟着改。`
              : '还没有人报名，不会发出消息。'
          }
        />
      )}
    </FormLayer>
  );
}

const lastWords = (form: Fields) => whenWords(instantsOf(form, (form.times ?? 1) - 1).startsAt);
