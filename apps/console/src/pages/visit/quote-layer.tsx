import type { PhotoView, StaffVisitView } from '@cheban/contracts';
import { type QuoteKind, quoteKindLabel } from '@cheban/contracts/constants';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { PhotoField } from '../../features/photo/photo-field.js';
import { plateText, yuan, yuanInput } from '../../shared/format/words.js';
import { useDraft } from '../../shared/hooks/use-draft.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { InstantField } from '../../shared/ui/instant-field.js';
import { Layer } from '../../shared/ui/layer.js';
import { type LineText, readLines, sumFen } from './bill.js';
import { BillLines, newLine } from './bill-lines.js';
import { visitAreas } from './queries.js';

interface Draft {
  title: string;
  note: string;
  lines: LineText[];
  readyAt: string | null;
  minutes: number;
}

/** Asks the owner: cost and time of the visit, or of work that was found later, with pictures of it. */
export function QuoteLayer({
  visit,
  kind,
  onClose,
}: {
  visit: StaffVisitView;
  kind: QuoteKind;
  onClose(): void;
}) {
  const estimate = kind === 'estimate';
  const last = estimate ? visit.quotes.filter((quote) => quote.kind === 'estimate').at(-1) : undefined;
  const [draft, setDraft, clearDraft] = useDraft<Draft>(`quote.${kind}.${visit.id}`, () => ({
    title: last?.title ?? (estimate ? visit.serviceName : ''),
    note: last?.note ?? '',
    lines: last
      ? last.lines.map((line) => ({
          ...newLine(),
          name: line.name,
          kind: line.kind,
          quantity: String(line.quantity),
          amount: yuanInput(line.amountFen),
        }))
      : [newLine()],
    readyAt: last?.readyAt ?? visit.promisedAt,
    minutes: 30,
  }));
  const [photos, setPhotos] = useState<PhotoView[]>([]);
  const [checked, setChecked] = useState(false);
  const lines = readLines(draft.lines);
  const save = useSubmit(api.workshop.addQuote, {
    refresh: visitAreas,
    success: '已发给车主，等车主在小程序里确认',
    quiet: true,
    onSuccess: () => {
      clearDraft();
      onClose();
    },
  });
  const noTitle = draft.title.trim() === '';
  const noLines = lines.lines !== null && lines.lines.length === 0;

  function submit() {
    setChecked(true);
    if (noTitle || lines.lines === null || noLines) return;
    save.mutate({
      params: { id: visit.id },
      body: {
        kind,
        title: draft.title.trim(),
        note: draft.note.trim(),
        lines: lines.lines,
        ...(estimate && draft.readyAt && { readyAt: draft.readyAt }),
        extraMinutes: estimate ? 0 : draft.minutes,
        photoIds: photos.map(({ id }) => id),
      },
    });
  }

  return (
    <Layer
      open
      title={`${quoteKindLabel[kind]} · ${plateText(visit.plate)}`}
      onClose={onClose}
      testId="quote-layer"
      width={620}
      footer={
        <div className="layer-actions">
          <span className="muted">
            合计 <strong className="num">{yuan(sumFen(draft.lines))}</strong>
          </span>
          <Button
            type="primary"
            className="push"
            data-testid="quote-submit"
            loading={save.isPending}
            onClick={submit}
          >
            发给车主确认
          </Button>
        </div>
      }
    >
      <div className="stack">
        <label htmlFor="quote-title">
          <span className="field-label">{estimate ? '这次做什么' : '发现了什么'}</span>
          <Input
            id="quote-title"
            data-testid="quote-title"
            maxLength={60}
            status={checked && noTitle ? 'error' : ''}
            placeholder={estimate ? '例如：定期保养' : '例如：前刹车片更换'}
            value={draft.title}
            onChange={(event) => setDraft({ ...draft, title: event.target.value })}
          />
          {checked && noTitle && <small className="text-red">请填写名称，车主首先看到它</small>}
        </label>
        <label htmlFor="quote-note">
          <span className="field-label">为什么要做（用车主听得懂的话）</span>
          <Input.TextArea
            id="quote-note"
            rows={2}
            maxLength={500}
            placeholder={estimate ? '' : '例如：刹车片只剩 2 毫米，已接近更换标准'}
            value={draft.note}
            onChange={(event) => setDraft({ ...draft, note: event.target.value })}
          />
        </label>
        <div>
          <BillLines
            lines={draft.lines}
            wrong={checked ? lines.wrong : null}
            onChange={(next) => setDraft({ ...draft, lines: next })}
          />
          {checked && noLines && <p className="text-red small">至少填写一个项目。</p>}
        </div>
        {estimate ? (
          <div>
            <span className="field-label">完工时间</span>
            <InstantField
              label="完工时间"
              value={draft.readyAt ?? undefined}
              onChange={(readyAt) => setDraft({ ...draft, readyAt })}
            />
          </div>
        ) : (
          <label htmlFor="quote-minutes">
            <span className="field-label">多用的时间（车主同意后，承诺交车时间顺延）</span>
            <InputNumber
              id="quote-minutes"
              min={0}
              max={2_880}
              step={15}
              precision={0}
              suffix="分钟"
              value={draft.minutes}
              onChange={(minutes) => setDraft({ ...draft, minutes: minutes ?? 0 })}
            />
          </label>
        )}
        <div>
          <span className="field-label">照片（看得见，才信得过）</span>
          <PhotoField photos={photos} max={9} onChange={setPhotos} testId="quote-photos" />
        </div>
        <FormError error={save.error} />
      </div>
    </Layer>
  );
}
