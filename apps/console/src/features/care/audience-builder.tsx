import './audience.css';
import type { Segment } from '@cheban/contracts';
import { type SegmentFieldName, segmentFieldNames } from '@cheban/contracts/constants';
import { Button, Dropdown, InputNumber, Segmented, Select } from 'antd';
import { useState } from 'react';
import { Icon } from '../../shared/ui/icon.js';
import {
  type ConditionNode,
  changeNode,
  complete,
  fieldOf,
  formOfSegment,
  type GroupNode,
  type Join,
  joinLabel,
  newCondition,
  newGroup,
  segmentOfForm,
  unfinished,
} from './segment.js';

const groupLabel = { car: '车辆', owner: '车主', visit: '到店与消费', message: '消息' } as const;
const groups = Object.keys(groupLabel) as (keyof typeof groupLabel)[];

const fieldsByGroup = groups.map((group) => ({
  label: groupLabel[group],
  fields: segmentFieldNames.filter((name) => fieldOf(name).group === group),
}));

/** Values that a text field has in the store: models, brands, regions. */
export type FieldValues = Partial<Record<SegmentFieldName, readonly string[]>>;

function RangeField({ node, onChange }: { node: ConditionNode; onChange(node: ConditionNode): void }) {
  const { label, unit } = fieldOf(node.field);
  const [from, to] = node.range;
  const bad = !complete(node);
  return (
    <span className="audience-range">
      <InputNumber
        aria-label={`${label}，最少`}
        placeholder="不限"
        precision={0}
        value={from}
        {...(bad && { status: 'error' as const })}
        onChange={(value) => onChange({ ...node, range: [value, to] })}
      />
      <span className="muted">到</span>
      <InputNumber
        aria-label={`${label}，最多`}
        placeholder="不限"
        precision={0}
        value={to}
        {...(bad && { status: 'error' as const })}
        onChange={(value) => onChange({ ...node, range: [from, value] })}
      />
      <span className="muted">{unit}</span>
    </span>
  );
}

function ListField({
  node,
  values,
  onChange,
}: {
  node: ConditionNode;
  values: readonly string[];
  onChange(node: ConditionNode): void;
}) {
  const field = fieldOf(node.field);
  const options = field.options
    ? Object.entries(field.options).map(([value, label]) => ({ value, label }))
    : [...new Set([...values, ...node.list])].map((value) => ({ value, label: value }));
  return (
    <>
      <Select
        className="audience-op"
        aria-label={`${field.label}，是或不是`}
        value={node.negated ? 'not_in' : 'in'}
        options={[
          { value: 'in', label: '是' },
          { value: 'not_in', label: '不是' },
        ]}
        onChange={(value) => onChange({ ...node, negated: value === 'not_in' })}
      />
      <Select
        className="audience-values"
        mode={field.options ? 'multiple' : 'tags'}
        aria-label={field.label}
        placeholder={field.options ? '请选择' : '选择或输入'}
        value={node.list}
        options={options}
        maxTagCount="responsive"
        {...(complete(node) ? {} : { status: 'error' as const })}
        onChange={(list) => onChange({ ...node, list: list.map((value) => value.trim()).filter(Boolean) })}
      />
    </>
  );
}

function Condition({
  node,
  values,
  onChange,
  onRemove,
}: {
  node: ConditionNode;
  values: FieldValues;
  onChange(node: ConditionNode): void;
  onRemove(): void;
}) {
  const field = fieldOf(node.field);
  return (
    <li className="audience-row" data-testid="audience-condition">
      <Select
        className="audience-field"
        aria-label="条件"
        value={node.field}
        popupMatchSelectWidth={false}
        options={fieldsByGroup.map(({ label, fields }) => ({
          label,
          options: fields.map((value) => ({ value, label: fieldOf(value).label })),
        }))}
        onChange={(name) => onChange({ ...newCondition(name), id: node.id })}
      />
      {field.type === 'yes_no' && (
        <Segmented
          aria-label={field.label}
          value={node.yes}
          options={[
            { value: true, label: '是' },
            { value: false, label: '否' },
          ]}
          onChange={(yes) => onChange({ ...node, yes })}
        />
      )}
      {field.type === 'number' && <RangeField node={node} onChange={onChange} />}
      {(field.type === 'text' || field.type === 'choice') && (
        <ListField node={node} values={values[node.field] ?? []} onChange={onChange} />
      )}
      <Button
        className="audience-remove"
        type="text"
        aria-label={`删除条件：${field.label}`}
        icon={<Icon name="close" size={14} />}
        onClick={onRemove}
      />
    </li>
  );
}

function Group({
  node,
  depth,
  values,
  onChange,
  onRemove,
}: {
  node: GroupNode;
  depth: number;
  values: FieldValues;
  onChange(node: GroupNode): void;
  onRemove?: () => void;
}) {
  const add = (name: SegmentFieldName) => onChange({ ...node, items: [...node.items, newCondition(name)] });
  const joins: readonly Join[] = depth === 0 ? ['all', 'any'] : ['all', 'any', 'none'];
  return (
    <div className={`audience-group depth-${depth}`} data-testid="audience-group">
      {(node.items.length > 0 || depth > 0) && (
        <div className="audience-head">
          <Select
            size="small"
            aria-label="条件之间的关系"
            value={node.join}
            popupMatchSelectWidth={false}
            options={(joins.includes(node.join) ? joins : [...joins, node.join]).map((value) => ({
              value,
              label: joinLabel[value],
            }))}
            onChange={(join) => onChange({ ...node, join })}
          />
          {onRemove && (
            <Button size="small" type="text" onClick={onRemove}>
              删除这组
            </Button>
          )}
        </div>
      )}
      <ul className="audience-list">
        {node.items.map((item) =>
          item.type === 'condition' ? (
            <Condition
              key={item.id}
              node={item}
              values={values}
              onChange={(next) => onChange(changeNode(node, item.id, () => next))}
              onRemove={() => onChange(changeNode(node, item.id, () => null))}
            />
          ) : (
            <li key={item.id}>
              <Group
                node={item}
                depth={depth + 1}
                values={values}
                onChange={(next) => onChange(changeNode(node, item.id, () => next))}
                onRemove={() => onChange(changeNode(node, item.id, () => null))}
              />
            </li>
          ),
        )}
      </ul>
      <div className="row-gap">
        <Dropdown
          trigger={['click']}
          menu={{
            className: 'audience-menu',
            items: fieldsByGroup.map(({ label, fields }) => ({
              type: 'group' as const,
              key: label,
              label,
              children: fields.map((name) => ({ key: name, label: fieldOf(name).label })),
            })),
            onClick: ({ key }) => add(key as SegmentFieldName),
          }}
        >
          <Button size="small" icon={<Icon name="plus" size={14} />} data-testid="audience-add">
            添加条件
          </Button>
        </Dropdown>
        {depth === 0 && node.items.length > 0 && (
          <Button
            size="small"
            type="text"
            onClick={() => onChange({ ...node, items: [...node.items, newGroup('none')] })}
          >
            添加一组（任一 / 排除）
          </Button>
        )}
      </div>
    </div>
  );
}

/**
 * Builds an audience: conditions over car, owner, visits and messages, joined by and / or / not. Tells the audience
 * without unfinished conditions, and how many of those there are. Mount it anew (`key`) for another audience.
 */
export function AudienceBuilder({
  initial,
  values,
  onChange,
}: {
  initial: Segment | null;
  values: FieldValues;
  onChange(segment: Segment | null, unfinishedCount: number): void;
}) {
  const [form, setForm] = useState(() => formOfSegment(initial));
  return (
    <Group
      node={form}
      depth={0}
      values={values}
      onChange={(next) => {
        setForm(next);
        onChange(segmentOfForm(next), unfinished(next).length);
      }}
    />
  );
}
