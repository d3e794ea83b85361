import type { TemplateRow } from '@cheban/contracts';
import { type TemplateWord, templateStateLabel } from '@cheban/contracts/constants';
import { Alert, App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../../app/api.js';
import { useMay } from '../../../app/me.js';
import { stateLook, suggest } from '../../../features/channel/mapping.js';
import { channelAreas } from '../../../features/channel/queries.js';
import { whenWords } from '../../../shared/format/time.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { FormError } from '../../../shared/ui/form-error.js';
import { Layer } from '../../../shared/ui/layer.js';
import { Facts } from '../../../shared/ui/page.js';
import { Tag } from '../../../shared/ui/tag.js';
import { FieldRows, type FieldSpec, problemsByField } from './field-rows.js';
import { SmsFields } from './sms-fields.js';
import type { TemplatesView } from './templates-panel.js';

/** What fills each field on file; a field that is new in the account is filled by nothing yet. */
const wordsOf = (row: TemplateRow) =>
  Object.fromEntries(
    row.fields.filter((field) => !field.gone && field.word !== '').map(({ key, word }) => [key, word]),
  ) as Record<string, TemplateWord>;

/** Which template a kind of message uses on a channel, and what stands in each of its fields, with an example. */
export function MappingLayer({
  row,
  view,
  onClose,
}: {
  row: TemplateRow;
  view: TemplatesView;
  onClose(): void;
}) {
  const may = useMay();
  const { modal } = App.useApp();
  const editable = may('channel.manage');
  const words = view.words.map(({ word }) => word);
  const account = view.accounts.find(({ channel }) => channel === row.channel);
  const [templateId, setTemplateId] = useState(row.templateId ?? '');
  const [mapping, setMapping] = useState<Record<string, TemplateWord>>(() => wordsOf(row));
  const template = account?.templates.find((one) => one.templateId === templateId);
  const specs: readonly FieldSpec[] = template?.fields ?? [];
  const save = useSubmit(api.channel.mapTemplate, {
    refresh: [...channelAreas, 'care-rule'],
    success: (next) => (next.active ? '已保存，下一条消息起生效' : '已停用，这类消息改走其他渠道'),
    quiet: true,
    onSuccess: onClose,
  });
  const params = { kind: row.kind, channel: row.channel };
  const gone = row.fields.filter((field) => field.gone);
  const complete =
    templateId !== '' &&
    (row.channel === 'sms' ||
      (template !== undefined && specs.every(({ key }) => mapping[key] !== undefined)));

  function choose(next: string) {
    setTemplateId(next);
    const fields = account?.templates.find((one) => one.templateId === next)?.fields ?? [];
    const guess = suggest(fields, words);
    // What was chosen for a key of the same name stays.
    setMapping(
      Object.fromEntries(
        fields.flatMap(({ key }) => {
          const word = mapping[key] ?? guess[key];
          return word ? [[key, word]] : [];
        }),
      ),
    );
  }
  const switchOff = () =>
    void modal.confirm({
      title: `停用${row.kindLabel}的${row.channelLabel}？`,
      content: '这类消息会改走规则里的下一个渠道；都不通时只进站内消息。随时可以再启用。',
      okText: '停用',
      okButtonProps: { danger: true, 'data-testid': 'mapping-off-confirm' },
      cancelText: '返回',
      onOk: () => save.mutateAsync({ params, body: { templateId: null } }).catch(() => undefined),
    });

  return (
    <Layer
      open
      width={560}
      title={`${row.kindLabel} · ${row.channelLabel}`}
      testId="mapping-layer"
      onClose={onClose}
      footer={
        editable && (
          <div className="layer-actions">
            {(row.active || row.problem !== '') && (
              <Button danger data-testid="mapping-off" onClick={switchOff}>
                停用
              </Button>
            )}
            <Button className="push" onClick={onClose}>
              返回
            </Button>
            <Button
              type="primary"
              data-testid="mapping-save"
              disabled={!complete}
              loading={save.isPending}
              onClick={() => save.mutate({ params, body: { templateId, fields: mapping } })}
            >
              保存
            </Button>
          </div>
        )
      }
    >
      <div className="stack">
        <p className="row-gap">
          <Tag {...stateLook[row.state]}>{templateStateLabel[row.state]}</Tag>
          {row.title && <span className="strong">{row.title}</span>}
        </p>
        {row.problem && (
          <Alert type={row.state === 'not_set' ? 'info' : 'error'} showIcon title={row.problem} />
        )}
        {gone.length > 0 && (
          <p className="small text-red">
            账号里已经没有这些字段：{gone.map((field) => `${field.label}（${field.key}）`).join('、')}
          </p>
        )}
        <Facts
          rows={[
            ['使用它的', row.rules.join('、') || <span className="none">暂时没有规则使用</span>],
            ...(row.channel === 'sms'
              ? []
              : ([['上次核对', row.syncedAt ? whenWords(row.syncedAt) : '还没有同步过']] as const)),
          ]}
        />
        <section>
          <h3 className="mapping-head">模板</h3>
          {row.channel === 'sms' ? (
            <Input
              aria-label="短信模板编号"
              placeholder="短信服务商后台的模板编号，例如 SMS_123456"
              maxLength={64}
              disabled={!editable}
              value={templateId}
              onChange={(event) => setTemplateId(event.target.value.trim())}
            />
          ) : (
            <Select
              aria-label="选择模板"
              data-testid="mapping-template"
              style={{ width: '100%' }}
              placeholder={account?.templates.length ? '选择账号里的模板' : '账号里还没有模板，请先同步'}
              disabled={!editable}
              value={template ? templateId : null}
              showSearch={{ optionFilterProp: 'label' }}
              options={(account?.templates ?? []).map((one) => ({ value: one.templateId, label: one.title }))}
              onChange={choose}
            />
          )}
        </section>
        {row.channel === 'sms' ? (
          <SmsFields mapping={mapping} words={view.words} editable={editable} onChange={setMapping} />
        ) : (
          specs.length > 0 && (
            <FieldRows
              fields={specs}
              words={view.words}
              mapping={mapping}
              editable={editable}
              problems={problemsByField(save.error)}
              onChange={(key, word) => setMapping({ ...mapping, [key]: word })}
            />
          )
        )}
        <FormError error={save.error} />
      </div>
    </Layer>
  );
}
