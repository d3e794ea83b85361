import { ApiError } from '@cheban/api-client';
import type { StaffVisitView } from '@cheban/contracts';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { kmText, yuan, yuanInput } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Layer } from '../../shared/ui/layer.js';
import { readFen, readLines, sumFen } from './bill.js';
import { BillLines, newLine } from './bill-lines.js';
import { visitAreas } from './queries.js';

/** Corrects a closed work order. What stood there before stays beside it, with who and why. */
export function CorrectLayer({
  visit,
  bill,
  onClose,
}: {
  visit: StaffVisitView;
  bill: NonNullable<StaffVisitView['bill']>;
  onClose(): void;
}) {
  const [lines, setLines] = useState(() =>
    bill.lines.map((line) => ({
      ...newLine(),
      name: line.name,
      kind: line.kind,
      quantity: String(line.quantity),
      amount: yuanInput(line.amountFen),
    })),
  );
  const [paid, setPaid] = useState(yuanInput(bill.paidFen));
  const [km, setKm] = useState(visit.mileageKm === null ? '' : String(visit.mileageKm));
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const [odd, setOdd] = useState(false);
  const [mileageChecked, setMileageChecked] = useState(false);
  const save = useSubmit(api.workshop.correct, {
    refresh: [...visitAreas, 'due'],
    success: '已更正，两个版本都留在工单里',
    quiet: true,
    onSuccess: onClose,
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'VISIT.MILEAGE_ODD') setOdd(true);
    },
  });
  const unsaved = useUnsaved(save.error);
  const read = readLines(lines);
  const paidFen = readFen(paid);
  const mileageKm = /^\d{1,7}$/.test(km.trim()) ? Number(km) : null;

  function submit() {
    setChecked(true);
    if (read.lines === null || paidFen === null || mileageKm === null || reason.trim().length < 2) return;
    save.mutate({
      params: { id: visit.id },
      body: {
        seen: visit.corrections.length,
        lines: read.lines,
        paidFen,
        mileageKm,
        mileageChecked,
        reason: reason.trim(),
      },
    });
  }

  return (
    <Layer
      open
      title={`更正结算单 ${bill.orderNo}`}
      onClose={onClose}
      unsaved={unsaved}
      testId="correct-layer"
      width={620}
      footer={
        <div className="layer-actions">
          <span className="muted">合计 {yuan(sumFen(lines))}</span>
          <Button
            type="primary"
            className="push"
            data-testid="correct-submit"
            loading={save.isPending}
            onClick={submit}
          >
            保存更正
          </Button>
        </div>
      }
    >
      <div className="stack">
        <BillLines lines={lines} wrong={checked ? read.wrong : null} onChange={setLines} />
        <div className="fault-grid">
          <label htmlFor="correct-paid">
            <span className="field-label">实付（元）</span>
            <Input
              id="correct-paid"
              data-testid="correct-paid"
              inputMode="decimal"
              prefix="¥"
              status={checked && paidFen === null ? 'error' : ''}
              value={paid}
              onChange={(event) => setPaid(event.target.value)}
            />
          </label>
          <label htmlFor="correct-km">
            <span className="field-label">里程（公里）</span>
            <Input
              id="correct-km"
              inputMode="numeric"
              status={checked && mileageKm === null ? 'error' : ''}
              value={km}
              onChange={(event) => setKm(event.target.value)}
            />
          </label>
        </div>
        <label htmlFor="correct-reason">
          <span className="field-label">更正原因（会留在工单和操作记录里）</span>
          <Input
            id="correct-reason"
            data-testid="correct-reason"
            maxLength={60}
            status={checked && reason.trim().length < 2 ? 'error' : ''}
            placeholder="例如：机油数量录错，已与车主核对"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {checked && reason.trim().length < 2 && <small className="text-red">请写明更正原因</small>}
        </label>
        <FormError error={save.error} />
        {odd && (
          <Checkbox checked={mileageChecked} onChange={(event) => setMileageChecked(event.target.checked)}>
            已核实里程{mileageKm !== null && `：仪表盘是 ${kmText(mileageKm)}`}
          </Checkbox>
        )}
      </div>
    </Layer>
  );
}
