import { type ImportKind, importKindLabel, importKinds } from '@cheban/contracts/constants';
import { Button, Segmented } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useWorkplace } from '../../app/me.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Icon } from '../../shared/ui/icon.js';
import { Panel } from '../../shared/ui/page.js';
import { acceptedFiles, refuseFile, type UploadInput, uploadImport } from './upload.js';

const kindHint: Record<ImportKind, string> = {
  vehicles: '一行一辆车：车架号、车牌、车型、购车日期、车主姓名、手机等。',
  history: '一行一张工单：工单号、车架号或车牌、日期、里程、金额等。',
};

/** First step of an import: what it is, and the file. */
export function UploadPanel() {
  const { store } = useWorkplace();
  const navigate = useNavigate();
  const picker = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<ImportKind>('vehicles');
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const upload = useSubmit((input: UploadInput, options) => uploadImport(input, options?.idempotencyKey), {
    refresh: ['imports'],
    quiet: true,
    onSuccess: (entry) => void navigate(`/imports/${entry.id}`),
  });

  function take(file: File | undefined) {
    if (!file || upload.isPending) return;
    const why = refuseFile(file);
    setRefused(why);
    if (!why) upload.mutate({ kind, storeId: store.id, file });
  }

  function onDrop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  }

  return (
    <Panel title="新的导入" extra={<span className="small">导入到 {store.name}</span>}>
      <Segmented<ImportKind>
        aria-label="导入内容"
        value={kind}
        options={importKinds.map((value) => ({ value, label: importKindLabel[value] }))}
        onChange={setKind}
      />
      <p className="hint" style={{ margin: '6px 0 12px' }}>
        {kindHint[kind]}
      </p>
      <section
        aria-label="拖放文件"
        className={`drop ${over ? 'over' : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name="imports" size={28} />
        <p>{upload.isPending ? `正在上传 ${upload.variables.file.name}…` : '把文件拖到这里，或点击选择'}</p>
        <p className="hint">
          支持 CSV、XLSX、XLS（也包括系统导出的网页式 XLS）；表头上方有标题行、表头分两行也没关系
        </p>
        <Button type="primary" loading={upload.isPending} onClick={() => picker.current?.click()}>
          选择文件
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label="选择导入文件"
          data-testid="import-upload"
          accept={acceptedFiles}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </section>
      {refused && (
        <p className="text-red" role="alert" style={{ marginTop: 8 }}>
          {refused}
        </p>
      )}
      {upload.error ? (
        <div style={{ marginTop: 12 }}>
          <FormError error={upload.error} />
        </div>
      ) : null}
    </Panel>
  );
}
