import type { ImportView } from '@cheban/contracts';
import { importKindLabel } from '@cheban/contracts/constants';
import { App, Button, Form, Select } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { count } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { DateField } from '../../shared/ui/day-nav.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Panel } from '../../shared/ui/page.js';
import { doubledHeaders, type Mapping, missingFields, samplesOf, unusedHeaders } from './mapping.js';
import { SheetNotes } from './sheet-notes.js';

/** Which column fills which field, with values from the file; then the trial run and the real one. */
export function MappingPanel({ entry }: { entry: ImportView }) {
  const { modal } = App.useApp();
  const [mapping, setMapping] = useState<Mapping>(entry.mapping);
  const [asOf, setAsOf] = useState<string | undefined>(entry.asOf);
  const run = useSubmit(api.import.run, { refresh: ['import', 'imports'], quiet: true });
  const missing = missingFields(entry, mapping);
  const doubled = doubledHeaders(mapping);
  const unused = unusedHeaders(entry, mapping);
  // Of fields that stand for one another each is marked until one has its column.
  const needed = ({ required, anyOf }: ImportView['fields'][number]) =>
    required ||
    (anyOf !== null && entry.fields.every((other) => other.anyOf !== anyOf || !mapping[other.key]));
  const tried = entry.dryRun && entry.state === 'done' && entry.result !== null;

  const send = (dryRun: boolean) =>
    run.mutateAsync({
      params: { id: entry.id },
      body: { mapping, dryRun, ...(asOf && { asOf }) },
    });

  function runForReal() {
    void modal.confirm({
      title: entry.result ? `正式导入 ${count(entry.result.rows)} 行？` : '不试运行，直接正式导入？',
      content: `数据会写入 ${entry.storeName}。已有的车辆和客户只更新，不会重复建档。`,
      okText: '正式导入',
      cancelText: '返回',
      okButtonProps: { 'data-testid': 'import-run-confirm' },
      onOk: () => send(false).catch(() => undefined),
    });
  }

  return (
    <Panel title="列对应关系" extra={<span className="small">已自动识别，可以修改</span>} flush>
      <SheetNotes entry={entry} />
      <div className="table-box">
        <table className="table mapping" aria-label="列对应关系">
          <thead>
            <tr>
              <th scope="col">系统字段</th>
              <th scope="col">文件里的列</th>
              <th scope="col">示例</th>
            </tr>
          </thead>
          <tbody>
            {entry.fields.map((field) => {
              const header = mapping[field.key];
              return (
                <tr key={field.key}>
                  <td>
                    <label htmlFor={`map-${field.key}`}>
                      {field.label}
                      {needed(field) && (
                        <span className="text-red" title="必填">
                          {' '}
                          *<span className="hidden-label">必填</span>
                        </span>
                      )}
                    </label>
                  </td>
                  <td>
                    <Select
                      id={`map-${field.key}`}
                      data-testid={`map-${field.key}`}
                      allowClear
                      showSearch
                      placeholder={needed(field) ? '请选择' : '不导入'}
                      status={
                        (needed(field) && !header) || (header && doubled.includes(header)) ? 'error' : ''
                      }
                      value={header ?? null}
                      options={entry.headers.map((value) => ({ value, label: value }))}
                      onChange={(value) => {
                        const { [field.key]: _, ...rest } = mapping;
                        setMapping(value ? { ...rest, [field.key]: value } : rest);
                      }}
                    />
                  </td>
                  <td className="muted">
                    <span className="clip">{samplesOf(entry, header).join(' ｜ ') || '—'}</span>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <div className="mapping-foot">
        {unused.length > 0 && <p className="hint">不导入的列：{unused.join('、')}</p>}
        {missing.length > 0 && (
          <p className="text-red small" role="alert">
            还需要选择：{missing.join('、')}。文件里没有这些列时，请看看是不是选错了导入内容：这里导入的是“
            {importKindLabel[entry.kind]}”。
          </p>
        )}
        {doubled.length > 0 && (
          <p className="text-red small" role="alert">
            同一列被选了多次：{doubled.join('、')}
          </p>
        )}
        <Form layout="inline" component="div">
          <Form.Item label="数据截止日期" extra="里程和到期按这一天推算" htmlFor="import-as-of">
            <DateField id="import-as-of" placeholder="数据截止日期" value={asOf} onChange={setAsOf} />
          </Form.Item>
        </Form>
        <FormError error={run.error} />
        <div className="layer-actions">
          <Button
            type={tried ? 'default' : 'primary'}
            data-testid="import-dry-run"
            disabled={missing.length > 0 || doubled.length > 0}
            loading={run.isPending && run.variables.body.dryRun}
            onClick={() => void send(true).catch(() => undefined)}
          >
            {tried ? '再试运行一次' : '试运行（不写入）'}
          </Button>
          <Button
            type={tried ? 'primary' : 'default'}
            data-testid="import-run"
            disabled={missing.length > 0 || doubled.length > 0}
            loading={run.isPending && !run.variables.body.dryRun}
            onClick={runForReal}
          >
            正式导入
          </Button>
        </div>
      </div>
    </Panel>
  );
}
