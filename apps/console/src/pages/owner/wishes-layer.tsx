import type { StaffReachView } from '@cheban/contracts';
import { Button, Checkbox, Form, Input, Segmented, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { stamp, whenWords } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { changesOf, type Wishes, wishesOf } from './wishes.js';

type Topic = StaffReachView['topics'][number];

function TopicRow({
  topic,
  value,
  editable,
  onChange,
}: {
  topic: Topic;
  value: Wishes[Topic['topic']];
  editable: boolean;
  onChange(value: Wishes[Topic['topic']]): void;
}) {
  return (
    <li className="wish" data-testid={`wish-${topic.topic}`}>
      <div className="wish-top">
        <span>
          <strong>{topic.label}</strong>
          <small className="hint">{topic.hint}</small>
        </span>
        <Switch
          aria-label={topic.label}
          disabled={!editable}
          checked={value.on}
          onChange={(on) => onChange({ ...value, on })}
        />
      </div>
      {value.on && (
        <ul className="wish-channels">
          {topic.channels.map(({ channel, label, usable, why }) => (
            <li key={channel}>
              <Checkbox
                disabled={!editable}
                checked={value.channels[channel] ?? false}
                onChange={({ target }) =>
                  onChange({ ...value, channels: { ...value.channels, [channel]: target.checked } })
                }
              >
                {label}
              </Checkbox>
              {!usable && value.channels[channel] && <span className="small faint">{why}</span>}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

type Quiet = 'keep' | 'start' | 'end';

/** Writes down what an owner says on the phone or at the counter: topics, ways, peace. With how they said it. */
export function WishesLayer({
  ownerId,
  ownerName,
  view,
  onClose,
}: {
  ownerId: string;
  ownerName: string;
  view: StaffReachView;
  onClose(): void;
}) {
  const may = useMay();
  const editable = may('task.manage');
  const [before] = useState(() => wishesOf(view.topics));
  const [wishes, setWishes] = useState(before);
  const [quiet, setQuiet] = useState<Quiet>('keep');
  const [form] = Form.useForm<{ note: string }>();
  const save = useSubmit(api.preference.wishes, {
    refresh: ['owner-reach', 'owner', 'timeline', 'care-why', 'calls', 'call'],
    success: '已登记，马上生效',
    quiet: true,
    onSuccess: onClose,
  });
  useFieldErrors(form, save.error);
  const topics = changesOf(before, wishes);
  const changed = topics.length > 0 || quiet !== 'keep';
  return (
    <Layer
      open
      width={520}
      title={`${ownerName}的意愿`}
      testId="wishes-layer"
      onClose={onClose}
      footer={
        editable && (
          <div className="layer-actions">
            <Button onClick={onClose}>返回</Button>
            <Button
              type="primary"
              className="push"
              data-testid="wishes-save"
              disabled={!changed}
              loading={save.isPending}
              onClick={() => form.submit()}
            >
              登记
            </Button>
          </div>
        )
      }
    >
      <div className="stack">
        <p className="hint">{view.always}</p>
        <ul>
          {view.topics.map((topic) => (
            <TopicRow
              key={topic.topic}
              topic={topic}
              value={wishes[topic.topic]}
              editable={editable}
              onChange={(value) => setWishes({ ...wishes, [topic.topic]: value })}
            />
          ))}
        </ul>
        <section>
          <h3 className="wish-head">请勿打扰</h3>
          <p className="muted small">
            {view.quietUntil
              ? `现在是请勿打扰，到 ${whenWords(view.quietUntil)} 为止。`
              : '开启后 3 个月内，提醒只进站内消息，不推送到手机。'}
          </p>
          {editable && (
            <Segmented<Quiet>
              aria-label="请勿打扰"
              value={quiet}
              options={[
                { value: 'keep', label: '不变' },
                { value: 'start', label: view.quietUntil ? '重新算 3 个月' : '3 个月' },
                ...(view.quietUntil ? [{ value: 'end' as const, label: '现在结束' }] : []),
              ]}
              onChange={setQuiet}
            />
          )}
        </section>
        {editable && (
          <Form
            form={form}
            layout="vertical"
            onFinish={({ note }) =>
              save.mutate({
                params: { id: ownerId },
                body: {
                  ...(topics.length > 0 && { topics }),
                  ...(quiet !== 'keep' && { quietMonths: quiet === 'start' ? 3 : 0 }),
                  note: note.trim(),
                },
              })
            }
          >
            <Form.Item
              name="note"
              label="车主是怎么说的"
              extra="会留在授权记录里，车主可以在小程序看到并修改"
              rules={[{ required: true, whitespace: true, min: 2, message: '请填写车主是怎么说的' }]}
            >
              <Input maxLength={60} placeholder="例如：电话里说不要再发活动短信" data-testid="wishes-note" />
            </Form.Item>
            <FormError error={save.error} />
          </Form>
        )}
        {view.log.length > 0 && (
          <section>
            <h3 className="wish-head">授权记录</h3>
            <ul className="wish-log">
              {view.log.map((entry, index) => (
                <li key={`${entry.at}-${index.toString()}`}>
                  <p>{entry.text}</p>
                  <p className="hint num">
                    {entry.by} · {stamp(entry.at)}
                  </p>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </Layer>
  );
}
