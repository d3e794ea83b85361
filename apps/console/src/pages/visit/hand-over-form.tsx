import { ApiError } from '@cheban/api-client';
import type { StaffVisitView } from '@cheban/contracts';
import { Alert, App, Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { kmText, plateText, yuan, yuanInput } from '../../shared/format/words.js';
import { useDraft } from '../../shared/hooks/use-draft.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Panel } from '../../shared/ui/page.js';
import { type LineText, readFen, readLines, sumFen } from './bill.js';
import { BillLines, newLine } from './bill-lines.js';
import { visitAreas } from './queries.js';

interface Draft {
  lines: LineText[];
  /** null until it is typed: then the sum of the lines counts. */
  paid: string | null;
  km: string;
}

const readKm = (text: string) => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : null);

/** Closes the work order: lines, paid amount in yuan, mileage. Asks once more before it is locked. */
export function HandOverForm({
  visit,
  ready,
  signed,
}: {
  visit: StaffVisitView;
  ready: boolean;
  signed: boolean;
}) {
  const { modal } = App.useApp();
  const [draft, setDraft, clearDraft] = useDraft<Draft>(`hand-over.${visit.id}`, () => ({
    lines: [newLine()],
    paid: null,
    km: visit.mileageKm === null ? '' : String(visit.mileageKm),
  }));
  const [checked, setChecked] = useState(false);
  const [mileageOdd, setMileageOdd] = useState(false);
  const [mileageChecked, setMileageChecked] = useState(false);
  const total = sumFen(draft.lines);
  const paidText = draft.paid ?? (total > 0 ? yuanInput(total) : '');
  const paidFen = readFen(paidText);
  const km = readKm(draft.km);
  const lines = readLines(draft.lines);
  const handOver = useSubmit(api.workshop.handOver, {
    refresh: [...visitAreas, 'due', 'owners'],
    success: `${plateText(visit.plate)} 已交车，评价邀请会发给车主`,
    quiet: true,
    onSuccess: clearDraft,
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'VISIT.MILEAGE_ODD') setMileageOdd(true);
    },
  });

  function submit() {
    setChecked(true);
    if (lines.wrong !== null || paidFen === null || km === null) return;
    const body = { lines: lines.lines, paidFen, mileageKm: km, mileageChecked };
    void modal.confirm({
      title: `确认交车，实付 ${yuan(paidFen)}？`,
      content: `${plateText(visit.plate)}，里程 ${kmText(km)}。交车后工单锁定，更正需要店总。`,
      okText: '确认交车',
      cancelText: '再核对一下',
      okButtonProps: { 'data-testid': 'hand-over-confirm' },
      onOk: () => handOver.mutateAsync({ params: { id: visit.id }, body }).catch(() => undefined),
    });
  }

  return (
    <Panel title="交车结算">
      {!signed && (
        <Alert
          type="warning"
          showIcon
          className="form-error"
          title="三项数据还没有签字，签字后才能交车。已录入的内容会保留。"
        />
      )}
      <BillLines
        lines={draft.lines}
        wrong={checked ? lines.wrong : null}
        onChange={(next) => setDraft({ ...draft, lines: next })}
      />
      <div className="bill-foot">
        <label htmlFor="hand-over-paid">
          <span>
            实付（元）
            {draft.paid !== null && paidFen !== total && total > 0 && (
              <button
                type="button"
                className="plain-button"
                onClick={() => setDraft({ ...draft, paid: null })}
              >
                按合计 {yuan(total)}
              </button>
            )}
          </span>
          <Input
            id="hand-over-paid"
            data-testid="hand-over-paid"
            inputMode="decimal"
            prefix="¥"
            placeholder="0.00"
            status={checked && paidFen === null ? 'error' : ''}
            value={paidText}
            onChange={(event) => setDraft({ ...draft, paid: event.target.value })}
          />
          {checked && paidFen === null && (
            <small className="text-red">请填写金额，例如 1280 或 1280.50</small>
          )}
        </label>
        <label htmlFor="hand-over-mileage">
          <span>交车里程（公里）</span>
          <Input
            id="hand-over-mileage"
            data-testid="hand-over-mileage"
            inputMode="numeric"
            placeholder={visit.lastKm === null ? '仪表盘读数' : `上次 ${visit.lastKm}`}
            status={mileageOdd || (checked && km === null) ? 'error' : ''}
            value={draft.km}
            onChange={(event) => {
              setDraft({ ...draft, km: event.target.value });
              setMileageOdd(false);
              setMileageChecked(false);
              handOver.reset();
            }}
          />
          {checked && km === null && <small className="text-red">请填写整数公里</small>}
        </label>
      </div>
      <FormError error={handOver.error} />
      {mileageOdd && (
        <Checkbox
          className="mileage-check"
          data-testid="hand-over-mileage-checked"
          checked={mileageChecked}
          onChange={(event) => setMileageChecked(event.target.checked)}
        >
          已核实里程
          {km !== null &&
            visit.lastKm !== null &&
            `：仪表盘是 ${kmText(km)}，上次记录 ${kmText(visit.lastKm)}`}
        </Checkbox>
      )}
      <div className="layer-actions">
        <span className="muted">合计 {yuan(total)}</span>
        <Button
          type="primary"
          className="push"
          data-testid="hand-over-submit"
          disabled={!ready || !signed || (mileageOdd && !mileageChecked)}
          loading={handOver.isPending}
          onClick={submit}
        >
          交车
        </Button>
      </div>
    </Panel>
  );
}
