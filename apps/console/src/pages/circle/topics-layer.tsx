import type { CircleTopicView } from '@cheban/contracts';
import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useWorkplace } from '../../app/me.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormDialog } from '../../shared/ui/form-dialog.js';
import { Layer } from '../../shared/ui/layer.js';
import { CIRCLE_AREAS } from './words.js';

type Topic = CircleTopicView & { place: number };
const fresh: Omit<Topic, 'id'> & { id: null } = {
  ...{ id: null, name: '', open: true, isQuestion: false, storeId: null, place: 9 },
};

/** Topics of the circle: their names and order, whether they are open, and for whom. */
export function TopicsLayer({ topics, onClose }: { topics: readonly Topic[]; onClose(): void }) {
  const { me } = useWorkplace();
  const [edited, setEdited] = useState<Topic | typeof fresh | null>(null);
  const storeName = (id: string | null) =>
    id === null ? '全部门店' : (me.stores.find((store) => store.id === id)?.name ?? '其他门店');
  return (
    <Layer
      open
      title="话题"
      onClose={onClose}
      testId="circle-topics-layer"
      footer={
        <Button type="primary" data-testid="circle-topic-new" onClick={() => setEdited(fresh)}>
          新话题
        </Button>
      }
    >
      <ul className="circle-thread">
        {topics.map((topic) => (
          <li key={topic.id}>
            <span className="row-gap">
              <strong>{topic.name}</strong>
              <span className="muted small">
                {storeName(topic.storeId)}
                {topic.isQuestion ? ' · 向门店提问' : ''}
                {topic.open ? '' : ' · 已关闭'}
              </span>
              <Button size="small" className="push" onClick={() => setEdited(topic)}>
                修改
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {edited && (
        <TopicDialog
          topic={edited}
          stores={me.stores.map(({ id, name }) => ({ value: id, label: name }))}
          onClose={() => setEdited(null)}
        />
      )}
    </Layer>
  );
}

interface Fields {
  name: string;
  open: boolean;
  isQuestion: boolean;
  storeId: string;
  place: number;
}

function TopicDialog({
  topic,
  stores,
  onClose,
}: {
  topic: Topic | typeof fresh;
  stores: { value: string; label: string }[];
  onClose(): void;
}) {
  const [form] = Form.useForm<Fields>();
  const save = useSubmit(api.staffCircle.saveTopic, {
    refresh: CIRCLE_AREAS,
    success: '话题已保存',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <FormDialog<Fields>
      title={topic.id === null ? '新话题' : '修改话题'}
      form={form}
      initialValues={{ ...topic, storeId: topic.storeId ?? '' }}
      submit={save}
      testId="circle-topic-save"
      onFinish={({ storeId, name, open, isQuestion, place }) =>
        save.mutate({
          body: { id: topic.id, name: name.trim(), open, isQuestion, place, storeId: storeId || null },
        })
      }
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label="名称"
        rules={[{ required: true, whitespace: true, min: 2, message: '2 到 12 个字' }]}
      >
        <Input maxLength={12} autoComplete="off" data-testid="circle-topic-name" />
      </Form.Item>
      <Form.Item name="storeId" label="给谁用">
        <Select options={[{ value: '', label: '全部门店的车主' }, ...stores]} />
      </Form.Item>
      <Form.Item name="place" label="排序（小的在前）" rules={[{ required: true, message: '请填 0 到 99' }]}>
        <InputNumber min={0} max={99} precision={0} />
      </Form.Item>
      <Form.Item name="open" label="可以发帖" valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item name="isQuestion" label="向门店提问（统计一天内的回复）" valuePropName="checked">
        <Switch />
      </Form.Item>
    </FormDialog>
  );
}
