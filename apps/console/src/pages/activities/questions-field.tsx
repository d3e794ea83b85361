import { type FormFieldType, formFieldTypeLabel, formFieldTypes } from '@cheban/contracts/constants';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import { Icon } from '../../shared/ui/icon.js';
import { chooses, MOST_OPTIONS, MOST_QUESTIONS, type QuestionDraft } from './questions.js';

/** A set of questions that fits most classes, one tap each. */
const examples: readonly QuestionDraft[] = [
  { label: '最想了解什么', type: 'choices', options: ['车机功能', '保养省钱', '保险理赔', '冬季用车'] },
  { label: '同行有小朋友吗', type: 'yes_no' },
  { label: '怎么过来', type: 'choice', options: ['自己开车', '公共交通'] },
];

function Question({ index, onRemove }: { index: number; onRemove(): void }) {
  const form = Form.useFormInstance();
  const type = Form.useWatch(['fields', index, 'type'], form) as FormFieldType | undefined;
  const name = (key: keyof QuestionDraft) => [index, key];
  return (
    <li className="question" data-testid="question">
      <div className="question-line">
        <Form.Item
          name={name('label')}
          label={`问题 ${index + 1}`}
          rules={[{ required: true, whitespace: true, message: '请填写问题' }]}
        >
          <Input maxLength={30} data-testid={`question-label-${index}`} placeholder="例如：最想了解什么" />
        </Form.Item>
        <Form.Item name={name('type')} label="怎么答">
          <Select
            options={formFieldTypes.map((value) => ({ value, label: formFieldTypeLabel[value] }))}
            data-testid={`question-type-${index}`}
          />
        </Form.Item>
        <Button
          type="text"
          aria-label={`删除问题 ${index + 1}`}
          icon={<Icon name="close" />}
          onClick={onRemove}
        />
      </div>
      {chooses(type) && (
        <Form.Item
          name={name('options')}
          label="选项（输入后回车）"
          rules={[
            {
              validator: (_, options: string[] | undefined) =>
                (options?.length ?? 0) >= 2 ? Promise.resolve() : Promise.reject(new Error('至少写两个选项')),
            },
          ]}
        >
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            maxCount={MOST_OPTIONS}
            tokenSeparators={['，', ',', '、', ' ']}
            placeholder="例如：车机功能、保养省钱"
          />
        </Form.Item>
      )}
      <div className="question-foot">
        <Form.Item name={name('required')} valuePropName="checked" noStyle>
          <Checkbox>必填</Checkbox>
        </Form.Item>
        {(type === 'number' || type === 'text') && (
          <span className="row-gap small">
            {type === 'number' ? '最大' : '最多'}
            <Form.Item name={name('max')} noStyle>
              <InputNumber
                size="small"
                min={1}
                max={type === 'number' ? 9_999 : 300}
                precision={0}
                aria-label={type === 'number' ? '最大的数' : '最多几个字'}
                placeholder={type === 'number' ? '999' : '100'}
                style={{ width: 80 }}
              />
            </Form.Item>
            {type === 'text' && '个字'}
          </span>
        )}
      </div>
    </li>
  );
}

/** What is asked on signing up, as few questions as possible. */
export function QuestionsField() {
  return (
    <Form.List name="fields">
      {(items, { add, remove }) => (
        <>
          {items.length === 0 && (
            <p className="hint">不问也可以报名：姓名和手机号已经有了。问得越少，报名越快。</p>
          )}
          <ol className="questions">
            {items.map((item) => (
              <Question key={item.key} index={item.name} onRemove={() => remove(item.name)} />
            ))}
          </ol>
          {items.length < MOST_QUESTIONS && (
            <div className="chips">
              <Button
                size="small"
                icon={<Icon name="plus" size={14} />}
                data-testid="question-add"
                onClick={() => add({ type: 'text', required: false })}
              >
                加一个问题
              </Button>
              {examples.map((example) => (
                <Button size="small" type="dashed" key={example.label} onClick={() => add({ ...example })}>
                  {example.label}
                </Button>
              ))}
            </div>
          )}
        </>
      )}
    </Form.List>
  );
}
