import type { CodeImportView, CodePoolView } from '@cheban/contracts';
import { Alert, Button } from 'antd';
import { useRef, useState } from 'react';
import { poolAreas } from '../../features/coupon/queries.js';
import { count } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { importCodes } from './upload.js';

/** Rows that were, or would not be, taken and why. */
function ImportOutcome({ view }: { view: CodeImportView }) {
  const bad = view.rows - view.good;
  return (
    <div className="stack" data-testid="code-import-outcome">
      <Alert
        type={bad > 0 ? 'warning' : 'success'}
        showIcon
        title={
          view.dryRun
            ? `试读 ${count(view.rows)} 行：${count(view.good)} 个码可以导入`
            : `已导入 ${count(view.good)} 个码`
        }
        description={
          bad > 0
            ? view.problems.map(({ label, rows }) => `${label} ${count(rows)} 行`).join('；')
            : undefined
        }
      />
      {view.errors.length > 0 && (
        <ul className="plan-list small" aria-label="有问题的行">
          {view.errors.map(({ line, codeMasked, label }) => (
            <li key={line} data-testid="code-import-error">
              <span className="plan-when num">第 {line} 行</span>
              <span className="plan-note">
                {codeMasked || '（空）'} · <span className="text-red">{label}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Codes from a file: first read without taking any, then for real. */
export function ImportLayer({ pool, onClose }: { pool: CodePoolView; onClose(): void }) {
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [outcome, setOutcome] = useState<CodeImportView | null>(null);
  const send = useSubmit(
    (input: { file: File; dryRun: boolean }, options) =>
      importCodes({ poolId: pool.id, ...input }, options?.idempotencyKey),
    { refresh: poolAreas, quiet: true, onSuccess: setOutcome },
  );
  function take(chosen: File | undefined) {
    if (!chosen) return;
    setFile(chosen);
    setOutcome(null);
    send.mutate({ file: chosen, dryRun: true });
  }
  const done = outcome !== null && !outcome.dryRun;
  return (
    <Layer
      open
      title={`导入兑换码：${pool.title}`}
      onClose={onClose}
      testId="code-import-layer"
      width={520}
      footer={
        <div className="layer-actions">
          <Button disabled={send.isPending} onClick={() => picker.current?.click()}>
            {file ? '换一个文件' : '选择文件'}
          </Button>
          {done ? (
            <Button type="primary" className="push" onClick={onClose}>
              完成
            </Button>
          ) : (
            <Button
              type="primary"
              className="push"
              data-testid="code-import-run"
              disabled={!file || !outcome || outcome.good === 0}
              loading={send.isPending && send.variables.dryRun === false}
              onClick={() => file && send.mutate({ file, dryRun: false })}
            >
              {outcome ? `导入 ${count(outcome.good)} 个码` : '导入'}
            </Button>
          )}
        </div>
      }
    >
      <div className="stack">
        <p className="hint">
          CSV 或
          XLSX，列名为“兑换码”“密码”“有效期”；只有一列码也可以。先试读，不会写入；码加密保存，每个只发一次。
        </p>
        <input
          ref={picker}
          type="file"
          hidden
          style={{ display: 'none' }}
          accept=".csv,.xlsx,.txt"
          aria-label="选择兑换码文件"
          data-testid="code-import-file"
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
        {file && <p className="strong">{file.name}</p>}
        {send.isPending && <p className="hint">{send.variables.dryRun ? '正在试读…' : '正在导入…'}</p>}
        {outcome && <ImportOutcome view={outcome} />}
        <FormError error={send.error} />
      </div>
    </Layer>
  );
}
